/** The front of organisations: who is in the network, their numbers, and what a store knows of them. */
export { codesOfMask, findOrganisationNumber, isMasked, listOrganisations, MASK_BYTES, maskOf, organisationCode, SPECIMEN_STATE } from './numbers.ts';
export { foundStore, ORGANISATION_SLICES } from './found.ts';
