/** The version of the API: additive changes only within `/v1`. Apart from the contract, so that it can be printed without loading it. */
export const API_VERSION = '1.0.0';
