/** Fictional persons are put together from these common names, each culture's in its own script with the Latin form beside it. */
export type Spelled = readonly [latin: string, original?: string];
export type Culture = { readonly countries: readonly string[]; readonly familyFirst?: true; readonly women: readonly Spelled[]; readonly men: readonly Spelled[]; readonly families: readonly Spelled[] };

const plain = (names: string): Spelled[] => names.split(' ').map((name) => [name.replaceAll('_', ' ')]);
const paired = (names: string): Spelled[] => names.split(' ').map((pair): Spelled => {
  const [latin = '', original = ''] = pair.split('/');
  return [latin, original];
});

const FRENCH = { women: plain('Camille Élodie Manon Sylvie Chloé Aurélie Margaux Solène'), men: plain('Étienne Julien Mathieu Lucas Rémi Gaël Antoine Bastien'), families: plain('Morel Lefèvre Garnier Chevalier Rousseau Perrin Marchand Lemaire Gauthier Barbier') };
const SPANISH = { women: plain('María_José Lucía Carmen Ximena Beatriz Inés Rocío Paloma'), men: plain('Javier Andrés Íñigo Álvaro Rodrigo Mateo Joaquín Germán'), families: plain('Muñoz_Serrano Ibáñez_Rojas Peña_Castillo Núñez_Vidal Ortega_Luna Quispe_Mamani Delgado_Reyes Fuentes_Mora') };
const ENGLISH = { women: plain('Harriet Imogen Georgia Phoebe Rosalind Tessa Beatrix Nell'), men: plain('Alistair Callum Edmund Rupert Tobias Gareth Desmond Hugh'), families: plain("O'Malley Fairweather Ashcombe Thornbury Whitlock Penhaligon Hargreave McAllister Okafor-Reed Blackwood") };
const ARABIC = {
  women: paired('Layla/ليلى Fatima/فاطمة Nour/نور Salma/سلمى Hanan/حنان Rania/رانيا Amina/أمينة'),
  men: paired('Mohammed/محمد Ahmad/أحمد Omar/عمر Khalid/خالد Yousef/يوسف Tariq/طارق Hassan/حسن'),
  families: paired('Al-Rashid/الراشد Haddad/حداد Al-Masri/المصري Khoury/خوري Mansour/منصور Darwish/درويش Al-Hashimi/الهاشمي Sabbagh/صباغ'),
};
const SLAVIC = {
  women: paired('Olga/Ольга Natalia/Наталья Irina/Ирина Svetlana/Светлана Ekaterina/Екатерина Tatiana/Татьяна'),
  men: paired('Sergei/Сергей Dmitrii/Дмитрий Aleksei/Алексей Nikolai/Николай Mikhail/Михаил Vladislav/Владислав'),
  families: paired('Zaitsev/Зайцев Morozov/Морозов Kovalenko/Коваленко Sokolov/Соколов Shevchuk/Шевчук Belov/Белов Tkachenko/Ткаченко'),
};
const GREEK = {
  women: paired('Eleni/Ελένη Dimitra/Δήμητρα Sofia/Σοφία Katerina/Κατερίνα'),
  men: paired('Georgios/Γεώργιος Nikolaos/Νικόλαος Konstantinos/Κωνσταντίνος Ioannis/Ιωάννης'),
  families: paired('Papadakis/Παπαδάκης Nikolaidis/Νικολαΐδης Georgiou/Γεωργίου Vlachos/Βλάχος'),
};
const CHINESE = { familyFirst: true as const, women: paired('Mei/梅 Xiaoyan/晓燕 Lihua/丽华 Jing/静'), men: paired('Wei/伟 Jianguo/建国 Haoran/浩然 Zhiqiang/志强'), families: paired('Zhao/赵 Ouyang/欧阳 Chen/陈 Lin/林 Xu/徐') };
const KOREAN = { familyFirst: true as const, women: paired('Ji-woo/지우 Seo-yeon/서연 Ha-eun/하은'), men: paired('Min-jun/민준 Do-yun/도윤 Hyun-woo/현우'), families: paired('Kim/김 Park/박 Choi/최 Jung/정') };
const JAPANESE = { familyFirst: true as const, women: paired('Sakura/さくら Yui/ゆい Aoi/あおい'), men: paired('Haruto/はると Sota/そうた Ren/れん'), families: paired('Imai/イマイ Tanaka/タナカ Mori/モリ') };
const HEBREW = { women: paired('Noa/נועה Tamar/תמר Yael/יעל'), men: paired('Itai/איתי Noam/נועם Eitan/איתן'), families: paired('Ben-David/בן־דוד Mizrahi/מזרחי Peretz/פרץ') };
const INDIAN = { women: paired('Anjali/अंजलि Priya/प्रिया Kavita/कविता'), men: paired('Arjun/अर्जुन Rahul/राहुल Vikram/विक्रम'), families: paired('Sharma/शर्मा Verma/वर्मा Joshi/जोशी') };
const AFRICAN = { women: plain('Ngozi Amara Wanjiru Thandiwe Aminata Folake'), men: plain('Chukwuemeka Kwame Kiprop Sipho Mamadou Tunde'), families: plain('Okonkwo Mensah Kamau Dlamini Diallo Adeyemi Nkosi Traoré') };
const NORDIC = { women: plain('Åsa Ingrid Sólveig Freja Maja Þóra'), men: plain('Bjørn Lars Jörg Søren Einar Håkon'), families: plain('Lindström Sørensen Jónsdóttir Müller Bergström Østergaard Größmann Nygård') };
const TURKISH = { women: plain('Ayşe Zeynep Elif Gülşen'), men: plain('Mehmet İbrahim Çağlar Oğuz'), families: plain('Yılmaz Şahin Çelik Öztürk Koçoğlu') };
const VIETNAMESE = { familyFirst: true as const, women: plain('Thị_Hương Ngọc_Lan Thu_Trang'), men: plain('Văn_Đức Minh_Quân Quốc_Bảo'), families: plain('Nguyễn Trần Phạm Đặng Võ') };

/** Every culture with the countries whose records it names. What is in no list has English names. */
export const CULTURES: readonly Culture[] = [
  { countries: 'FRA BEL CHE LUX MCO CAN HTI'.split(' '), ...FRENCH },
  { countries: 'ESP MEX ARG COL PER CHL VEN ECU GTM CUB BOL DOM HND PRY SLV NIC CRI PAN URY GNQ PHL'.split(' '), ...SPANISH },
  { countries: 'GBR USA AUS NZL IRL JAM TTO BRB'.split(' '), ...ENGLISH },
  { countries: 'EGY SAU ARE JOR LBN SYR IRQ KWT QAT OMN YEM DZA MAR TUN LBY SDN BHR PSE MRT'.split(' '), ...ARABIC },
  { countries: 'RUS UKR BLR BGR KAZ KGZ TJK SRB MKD MNE'.split(' '), ...SLAVIC },
  { countries: ['GRC', 'CYP'], ...GREEK },
  { countries: ['CHN', 'SGP'], ...CHINESE },
  { countries: ['KOR'], ...KOREAN },
  { countries: ['JPN'], ...JAPANESE },
  { countries: ['ISR'], ...HEBREW },
  { countries: ['IND', 'NPL'], ...INDIAN },
  { countries: 'NGA GHA KEN ZAF SEN MLI CIV CMR ETH UGA TZA RWA ZMB ZWE BEN TGO GIN GMB SLE LBR NER BFA'.split(' '), ...AFRICAN },
  { countries: 'SWE NOR DNK FIN ISL DEU AUT LIE EST'.split(' '), ...NORDIC },
  { countries: ['TUR', 'AZE'], ...TURKISH },
  { countries: ['VNM'], ...VIETNAMESE },
];

const OTHERS: Culture = { countries: [], ...ENGLISH };

/** The culture whose names the records of a country have. */
export function cultureOf(country: string): Culture {
  return CULTURES.find(({ countries }) => countries.includes(country)) ?? OTHERS;
}
