/** What a code stands for, where ISO 3166-1 does not say it. */
export type SpecialRow = {
  code: string;
  name: string;
  kind: 'state' | 'territory' | 'organisation' | 'status' | 'specimen';
  alpha2?: string;
  /** The state whose nationals or documents these are. */
  of?: string;
  refugee?: true;
  stateless?: true;
};

/**
 * The codes that ICAO Doc 9303-3 (eighth edition, section 5) adds to ISO 3166-1, and two more that are read on
 * documents. D is not among them: it is DEU, see `countries.ts`.
 */
export const SPECIAL_ROWS: readonly SpecialRow[] = [
  // Nationalities of the United Kingdom that are not British citizen. The issuing state of all of them is GBR.
  { code: 'GBD', name: 'British Overseas Territories Citizen', kind: 'status', of: 'GBR' },
  { code: 'GBN', name: 'British National (Overseas)', kind: 'status', of: 'GBR' },
  { code: 'GBO', name: 'British Overseas Citizen', kind: 'status', of: 'GBR' },
  { code: 'GBP', name: 'British Protected Person', kind: 'status', of: 'GBR' },
  { code: 'GBS', name: 'British Subject', kind: 'status', of: 'GBR' },
  // Reserved by the agency that keeps ISO 3166.
  { code: 'EUE', name: 'European Union', kind: 'organisation', alpha2: 'EU' },
  // United Nations travel documents.
  { code: 'UNO', name: 'United Nations Organization', kind: 'organisation', alpha2: 'UN' },
  { code: 'UNA', name: 'United Nations specialized agency', kind: 'organisation' },
  { code: 'UNK', name: 'United Nations Interim Administration Mission in Kosovo', kind: 'organisation' },
  // Other issuing authorities.
  { code: 'XBA', name: 'African Development Bank', kind: 'organisation' },
  { code: 'XIM', name: 'African Export-Import Bank', kind: 'organisation' },
  { code: 'XCC', name: 'Caribbean Community', kind: 'organisation' },
  { code: 'XCE', name: 'Council of Europe', kind: 'organisation' },
  { code: 'XCO', name: 'Common Market for Eastern and Southern Africa', kind: 'organisation' },
  { code: 'XEC', name: 'Economic Community of West African States', kind: 'organisation' },
  { code: 'XPO', name: 'International Criminal Police Organization', kind: 'organisation' },
  { code: 'XES', name: 'Organization of Eastern Caribbean States', kind: 'organisation' },
  { code: 'XMP', name: 'Parliamentary Assembly of the Mediterranean', kind: 'organisation' },
  { code: 'XOM', name: 'Sovereign Military Order of Malta', kind: 'organisation' },
  { code: 'XDC', name: 'Southern African Development Community', kind: 'organisation' },
  // ICAO itself, when it signs a master list; no document carries it.
  { code: 'IAO', name: 'International Civil Aviation Organization', kind: 'organisation' },
  // Persons without a defined nationality.
  { code: 'XXA', name: 'Stateless person (1954 Convention)', kind: 'status', stateless: true },
  { code: 'XXB', name: 'Refugee (1951 Convention and 1967 Protocol)', kind: 'status', refugee: true },
  { code: 'XXC', name: 'Refugee (other)', kind: 'status', refugee: true },
  { code: 'XXX', name: 'Person of unspecified nationality', kind: 'status' },
  // Specimens.
  { code: 'UTO', name: 'Utopia (specimen)', kind: 'specimen', alpha2: 'UT' },
  // On documents, though in no list of ISO 3166-1. `territory` is no word on anybody's status.
  { code: 'RKS', name: 'Kosovo', kind: 'territory', alpha2: 'XK' },
  { code: 'XCT', name: 'Northern part of Cyprus', kind: 'territory' },
];

/** A code withdrawn from ISO 3166-1. `successors`: the codes of today for what it stood for. */
export type FormerRow = readonly [alpha2: string | undefined, alpha3: string, name: string, successors: string];

/**
 * States that no longer exist, names that are no longer used and codes that were taken back (ISO 3166-3, and ROM that became
 * ROU). Documents of them are still met, and persons were born there. Their alpha-2 codes are held only where no country has them today.
 */
export const FORMER_ROWS: readonly FormerRow[] = [
  [undefined, 'AFI', 'French Afars and Issas', 'DJI'],
  ['AN', 'ANT', 'Netherlands Antilles', 'CUW SXM BES'],
  [undefined, 'ATB', 'British Antarctic Territory', 'ATA'],
  [undefined, 'ATN', 'Dronning Maud Land', 'ATA'],
  ['BU', 'BUR', 'Burma', 'MMR'],
  [undefined, 'BYS', 'Byelorussian SSR', 'BLR'],
  ['CS', 'CSK', 'Czechoslovakia', 'CZE SVK'],
  ['CT', 'CTE', 'Canton and Enderbury Islands', 'KIR'],
  ['DD', 'DDR', 'German Democratic Republic', 'DEU'],
  ['DY', 'DHY', 'Dahomey', 'BEN'],
  ['FX', 'FXX', 'France, Metropolitan', 'FRA'],
  [undefined, 'GEL', 'Gilbert and Ellice Islands', 'KIR TUV'],
  ['HV', 'HVO', 'Upper Volta', 'BFA'],
  ['JT', 'JTN', 'Johnston Island', 'UMI'],
  ['MI', 'MID', 'Midway Islands', 'UMI'],
  ['NH', 'NHB', 'New Hebrides', 'VUT'],
  ['NT', 'NTZ', 'Neutral Zone', 'IRQ SAU'],
  ['PC', 'PCI', 'Pacific Islands (Trust Territory)', 'FSM MHL MNP PLW'],
  ['PU', 'PUS', 'United States Miscellaneous Pacific Islands', 'UMI'],
  ['PZ', 'PCZ', 'Panama Canal Zone', 'PAN'],
  ['RH', 'RHO', 'Southern Rhodesia', 'ZWE'],
  [undefined, 'ROM', 'Romania (code until 2002)', 'ROU'],
  [undefined, 'SCG', 'Serbia and Montenegro', 'SRB MNE'],
  [undefined, 'SKM', 'Sikkim', 'IND'],
  ['SU', 'SUN', 'Union of Soviet Socialist Republics', 'ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB'],
  ['TP', 'TMP', 'East Timor', 'TLS'],
  ['VD', 'VDR', 'Viet-Nam, Democratic Republic of', 'VNM'],
  ['WK', 'WAK', 'Wake Island', 'UMI'],
  ['YD', 'YMD', 'Yemen, Democratic', 'YEM'],
  ['YU', 'YUG', 'Yugoslavia', 'BIH HRV MKD MNE SRB SVN'],
  ['ZR', 'ZAR', 'Zaire', 'COD'],
];
