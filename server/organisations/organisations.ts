/** The front of organisations: who is in the network, their numbers, and what a store knows of them. */
export { codesOfMask, findOrganisationNumber, isMasked, listOrganisations, maskOf, organisationCode } from './numbers.ts';
export { foundStore, ORGANISATION_SLICES } from './found.ts';
