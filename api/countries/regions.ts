/** The regions in which bureaus work together, and who belongs to which. Some belong to two. */

export type Region = { readonly code: string; readonly name: string; readonly members: readonly string[] };

export const REGIONS: readonly Region[] = [
  { code: 'africa', name: 'Africa', members: 'AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI DZA EGY ERI ETH GAB GHA GIN GMB GNB GNQ KEN LBR LBY LSO MAR MDG MLI MOZ MRT MUS MWI NAM NER NGA RWA SDN SEN SLE SOM SSD STP SWZ SYC TCD TGO TUN TZA UGA ZAF ZMB ZWE'.split(' ') },
  { code: 'americas', name: 'Americas', members: 'ABW ARG ATG BHS BLZ BOL BRA BRB CAN CHL COL CRI CUB CUW DMA DOM ECU GRD GTM GUY HND HTI JAM KNA LCA MEX NIC PAN PER PRY SLV SUR SXM TTO URY USA VCT VEN'.split(' ') },
  { code: 'asia', name: 'Asia and South Pacific', members: 'AFG AUS BGD BRN BTN CHN FJI IDN IND JPN KAZ KGZ KHM KIR KOR LAO LKA MDV MHL MMR MNG MYS NPL NRU NZL PAK PHL PNG SGP SLB THA TJK TKM TLS TON UZB VNM VUT WSM'.split(' ') },
  { code: 'europe', name: 'Europe', members: 'ALB AND ARM AUT AZE BEL BGR BIH BLR CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GEO GRC HRV HUN IRL ISL ISR ITA LIE LTU LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU RUS SMR SRB SVK SVN SWE TUR UKR VAT'.split(' ') },
  { code: 'mena', name: 'Middle East and North Africa', members: 'ARE BHR DZA EGY IRN IRQ JOR KWT LBN LBY MAR OMN PSE QAT SAU SDN SYR TUN YEM'.split(' ') },
];
