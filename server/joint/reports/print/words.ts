/** The words of printed reports, in four languages. Names of measures and kinds are those of the pages. */
import type { ReportLanguage } from '@watchword/api/joint/reports.ts';

const ENGLISH = {
  situation: 'Situation report', final: 'Final report', preliminary: 'Preliminary', frozen: 'Frozen and signed',
  number: 'No. {number}', forAll: 'For all who take part', forOne: 'For {country} alone', handling: 'Handling', made: 'Made', cutOff: 'As known at', days: 'Days', coordinator: 'Coordinated by', countries: 'Countries', counted: 'Counted', edition: 'Edition', signed: 'Signed by', report: 'Report', hash: 'Hash', page: 'Page',
  states: { planned: 'Planned', open: 'Running', ended: 'Ended', closed: 'Closed' },
  notice: 'Figures can still change: late reports and corrections restate earlier days.', noticeFinal: 'These results change no more. Every country that is named has signed its figures.',
  results: 'Results so far', measure: 'Measure', total: 'Total', since: 'Since no. {number}', summary: 'Summary', map: 'Where', mapNote: 'Circles: arrests and migrants by the country that reported them. Shaded: nationalities of the migrants, the darker the more. Squares: hotspots and checkpoints of the plan.',
  byCountry: 'By country', byCountryNote: 'Each person counts once, for the country that reported first. What two countries reported is in the total once.', country: 'Country', byDay: 'By day', byCountryDay: 'By country and day: {measure}', byNationality: 'Nationalities of the migrants', nationality: 'Nationality', others: '{count} others', nationalities: '{count} nationalities',
  money: 'Money', moneyNote: 'Transactions by currency, and by the country that reported them, in US dollars.', currency: 'Currency', amount: 'Amount', transactions: 'Transactions', dollars: 'US dollars', rates: 'Rates', sum: 'All', unconverted: 'No rate, not in the sum: {list}', noMoney: 'No transaction was reported.',
  network: 'Networks', reference: 'Network', state: 'State', leader: 'Leader', moved: 'Persons moved', leaderArrested: 'arrested', leaderFree: 'not arrested', dismantled: 'dismantled', identified: 'identified', noNetwork: 'No network was reported.',
  arrests: 'Arrests', victims: 'Victims and migrants', role: 'Counted as', named: 'Named', unnamed: 'Without a name', female: 'Female', male: 'Male', minors: 'Minors', protected: 'Migrants and victims are no suspects. They are counted without names unless their country decided otherwise.',
  hits: 'Checks, hits and notices', hitsNote: 'A hit is a lead, not a verdict: its owner must confirm it.', freshness: 'How fresh this is', lastReport: 'Last report', reports: 'Reports', never: 'none', next: 'Next steps',
  quality: 'Reports: {standing} stand, {corrected} were corrected, {withdrawn} withdrawn, {late} came late. Counted by two countries and once in the totals: {persons} persons, {accounts} accounts, {doubleTransactions} transactions.',
  annex: 'Annex: {country}', annexNote: 'For {country} alone. Its own reports, before anybody whom two countries report is counted once.', incidents: 'Incidents', when: 'When', kind: 'Kind', place: 'Place', persons: 'Persons', version: 'Version', more: 'and {count} more', nothing: 'Nothing was reported.', content: 'Reports counted',
};

/** A word for each name, in one language. */
export type ReportWords = typeof ENGLISH;

const FRENCH: ReportWords = {
  situation: 'Rapport de situation', final: 'Rapport final', preliminary: 'Provisoire', frozen: 'Figé et signé',
  number: 'N° {number}', forAll: 'Pour tous les participants', forOne: 'Pour {country} seul', handling: 'Diffusion', made: 'Établi', cutOff: 'État connu au', days: 'Jours', coordinator: 'Coordination', countries: 'Pays', counted: 'Comptés', edition: 'Édition', signed: 'Signé par', report: 'Rapport', hash: 'Empreinte', page: 'Page',
  states: { planned: 'Prévue', open: 'En cours', ended: 'Terminée', closed: 'Close' },
  notice: 'Les chiffres peuvent encore changer : rapports tardifs et corrections modifient les jours passés.', noticeFinal: 'Ces résultats ne changent plus. Chaque pays nommé a signé ses chiffres.',
  results: 'Résultats à ce jour', measure: 'Mesure', total: 'Total', since: 'Depuis le n° {number}', summary: 'Résumé', map: 'Où', mapNote: 'Cercles : arrestations et migrants selon le pays qui les a signalés. Ombré : nationalités des migrants, plus foncé là où ils sont plus nombreux. Carrés : points sensibles et points de contrôle du plan.',
  byCountry: 'Par pays', byCountryNote: 'Chaque personne compte une fois, pour le pays qui l’a signalée en premier. Ce que deux pays ont signalé ne figure qu’une fois dans le total.', country: 'Pays', byDay: 'Par jour', byCountryDay: 'Par pays et par jour : {measure}', byNationality: 'Nationalités des migrants', nationality: 'Nationalité', others: '{count} autres', nationalities: '{count} nationalités',
  money: 'Argent', moneyNote: 'Transactions par monnaie, et selon le pays qui les a signalées, en dollars américains.', currency: 'Monnaie', amount: 'Montant', transactions: 'Transactions', dollars: 'Dollars américains', rates: 'Taux', sum: 'Ensemble', unconverted: 'Sans taux, hors de la somme : {list}', noMoney: 'Aucune transaction n’a été signalée.',
  network: 'Réseaux', reference: 'Réseau', state: 'État', leader: 'Chef', moved: 'Personnes acheminées', leaderArrested: 'arrêté', leaderFree: 'non arrêté', dismantled: 'démantelé', identified: 'identifié', noNetwork: 'Aucun réseau n’a été signalé.',
  arrests: 'Arrestations', victims: 'Victimes et migrants', role: 'Comptés comme', named: 'Nommés', unnamed: 'Sans nom', female: 'Femmes', male: 'Hommes', minors: 'Mineurs', protected: 'Migrants et victimes ne sont pas des suspects. Ils sont comptés sans nom, sauf si leur pays en a décidé autrement.',
  hits: 'Contrôles, résultats positifs et notices', hitsNote: 'Un résultat positif est une piste, pas un verdict : son propriétaire doit le confirmer.', freshness: 'Fraîcheur des données', lastReport: 'Dernier rapport', reports: 'Rapports', never: 'aucun', next: 'Prochaines étapes',
  quality: 'Rapports : {standing} valables, {corrected} corrigés, {withdrawn} retirés, {late} tardifs. Signalés par deux pays et comptés une fois : {persons} personnes, {accounts} comptes, {doubleTransactions} transactions.',
  annex: 'Annexe : {country}', annexNote: 'Pour {country} seul. Ses propres rapports, avant que ne soit compté une fois ce que deux pays signalent.', incidents: 'Incidents', when: 'Quand', kind: 'Genre', place: 'Lieu', persons: 'Personnes', version: 'Version', more: 'et {count} de plus', nothing: 'Rien n’a été signalé.', content: 'Rapports comptés',
};

const SPANISH: ReportWords = {
  situation: 'Informe de situación', final: 'Informe final', preliminary: 'Provisional', frozen: 'Congelado y firmado',
  number: 'N.º {number}', forAll: 'Para todos los participantes', forOne: 'Solo para {country}', handling: 'Difusión', made: 'Hecho', cutOff: 'Según lo conocido a', days: 'Días', coordinator: 'Coordina', countries: 'Países', counted: 'Contados', edition: 'Edición', signed: 'Firmado por', report: 'Informe', hash: 'Huella', page: 'Página',
  states: { planned: 'Prevista', open: 'En curso', ended: 'Terminada', closed: 'Cerrada' },
  notice: 'Las cifras aún pueden cambiar: los informes tardíos y las correcciones modifican días anteriores.', noticeFinal: 'Estos resultados ya no cambian. Cada país nombrado ha firmado sus cifras.',
  results: 'Resultados hasta ahora', measure: 'Medida', total: 'Total', since: 'Desde el n.º {number}', summary: 'Resumen', map: 'Dónde', mapNote: 'Círculos: detenciones y migrantes según el país que los comunicó. Sombreado: nacionalidades de los migrantes, más oscuro donde son más. Cuadrados: puntos críticos y de control del plan.',
  byCountry: 'Por país', byCountryNote: 'Cada persona cuenta una vez, para el país que informó primero. Lo que dos países comunicaron está una sola vez en el total.', country: 'País', byDay: 'Por día', byCountryDay: 'Por país y día: {measure}', byNationality: 'Nacionalidades de los migrantes', nationality: 'Nacionalidad', others: '{count} más', nationalities: '{count} nacionalidades',
  money: 'Dinero', moneyNote: 'Transacciones por moneda, y según el país que las comunicó, en dólares estadounidenses.', currency: 'Moneda', amount: 'Importe', transactions: 'Transacciones', dollars: 'Dólares estadounidenses', rates: 'Tipos de cambio', sum: 'Todo', unconverted: 'Sin tipo de cambio, fuera de la suma: {list}', noMoney: 'No se comunicó ninguna transacción.',
  network: 'Redes', reference: 'Red', state: 'Estado', leader: 'Líder', moved: 'Personas trasladadas', leaderArrested: 'detenido', leaderFree: 'no detenido', dismantled: 'desmantelada', identified: 'identificada', noNetwork: 'No se comunicó ninguna red.',
  arrests: 'Detenciones', victims: 'Víctimas y migrantes', role: 'Contados como', named: 'Con nombre', unnamed: 'Sin nombre', female: 'Mujeres', male: 'Hombres', minors: 'Menores', protected: 'Los migrantes y las víctimas no son sospechosos. Se cuentan sin nombre, salvo que su país haya decidido otra cosa.',
  hits: 'Consultas, resultados positivos y notificaciones', hitsNote: 'Un resultado positivo es una pista, no un veredicto: su propietario debe confirmarlo.', freshness: 'Actualidad de los datos', lastReport: 'Último informe', reports: 'Informes', never: 'ninguno', next: 'Próximos pasos',
  quality: 'Informes: {standing} válidos, {corrected} corregidos, {withdrawn} retirados, {late} tardíos. Comunicados por dos países y contados una vez: {persons} personas, {accounts} cuentas, {doubleTransactions} transacciones.',
  annex: 'Anexo: {country}', annexNote: 'Solo para {country}. Sus propios informes, antes de contar una sola vez lo que comunican dos países.', incidents: 'Incidentes', when: 'Cuándo', kind: 'Tipo', place: 'Lugar', persons: 'Personas', version: 'Versión', more: 'y {count} más', nothing: 'No se comunicó nada.', content: 'Informes contados',
};

const ARABIC: ReportWords = {
  situation: 'تقرير الحالة', final: 'التقرير النهائي', preliminary: 'أولي', frozen: 'مجمّد وموقّع',
  number: 'رقم {number}', forAll: 'لجميع المشاركين', forOne: 'لـ{country} وحدها', handling: 'التداول', made: 'أُعدّ في', cutOff: 'كما كان معلوما في', days: 'الأيام', coordinator: 'التنسيق', countries: 'الدول', counted: 'المحسوبة', edition: 'الإصدار', signed: 'وقّعت عليه', report: 'التقرير', hash: 'البصمة', page: 'صفحة',
  states: { planned: 'مخطط لها', open: 'جارية', ended: 'انتهت', closed: 'مغلقة' },
  notice: 'قد تتغير الأرقام بعد: التقارير المتأخرة والتصحيحات تعدّل أياما سابقة.', noticeFinal: 'هذه النتائج لا تتغير بعد الآن. كل دولة مذكورة وقّعت على أرقامها.',
  results: 'النتائج حتى الآن', measure: 'المقياس', total: 'المجموع', since: 'منذ رقم {number}', summary: 'الملخص', map: 'أين', mapNote: 'الدوائر: التوقيفات والمهاجرون بحسب الدولة التي أبلغت عنهم. التظليل: جنسيات المهاجرين، ويزداد قتامة كلما زاد عددهم. المربعات: النقاط الساخنة ونقاط التفتيش في الخطة.',
  byCountry: 'بحسب الدولة', byCountryNote: 'يُحسب كل شخص مرة واحدة، للدولة التي أبلغت أولا. وما أبلغت عنه دولتان يرد في المجموع مرة واحدة.', country: 'الدولة', byDay: 'بحسب اليوم', byCountryDay: 'بحسب الدولة واليوم: {measure}', byNationality: 'جنسيات المهاجرين', nationality: 'الجنسية', others: '{count} غيرها', nationalities: 'عدد الجنسيات: {count}',
  money: 'الأموال', moneyNote: 'المعاملات بحسب العملة، وبحسب الدولة التي أبلغت عنها، بالدولار الأمريكي.', currency: 'العملة', amount: 'المبلغ', transactions: 'المعاملات', dollars: 'الدولار الأمريكي', rates: 'أسعار الصرف', sum: 'الكل', unconverted: 'بلا سعر صرف، خارج المجموع: {list}', noMoney: 'لم يُبلَّغ عن أي معاملة.',
  network: 'الشبكات', reference: 'الشبكة', state: 'الحالة', leader: 'القائد', moved: 'من جرى نقلهم', leaderArrested: 'موقوف', leaderFree: 'غير موقوف', dismantled: 'مفككة', identified: 'مكشوفة', noNetwork: 'لم يُبلَّغ عن أي شبكة.',
  arrests: 'التوقيفات', victims: 'الضحايا والمهاجرون', role: 'محسوبون بوصفهم', named: 'بالاسم', unnamed: 'بلا اسم', female: 'إناث', male: 'ذكور', minors: 'قاصرون', protected: 'المهاجرون والضحايا ليسوا مشتبها بهم. ويُحسبون بلا أسماء ما لم تقرر دولتهم غير ذلك.',
  hits: 'عمليات التحقق والنتائج الإيجابية والنشرات', hitsNote: 'النتيجة الإيجابية خيط وليست حكما: على مالكها أن يؤكدها.', freshness: 'مدى حداثة البيانات', lastReport: 'آخر تقرير', reports: 'التقارير', never: 'لا شيء', next: 'الخطوات التالية',
  quality: 'التقارير: {standing} قائمة، {corrected} مصححة، {withdrawn} مسحوبة، {late} متأخرة. أبلغت عنها دولتان وحُسبت مرة واحدة: {persons} من الأشخاص، {accounts} من الحسابات، {doubleTransactions} من المعاملات.',
  annex: 'ملحق: {country}', annexNote: 'لـ{country} وحدها. تقاريرها هي، قبل أن يُحسب مرة واحدة ما أبلغت عنه دولتان.', incidents: 'الحوادث', when: 'متى', kind: 'النوع', place: 'المكان', persons: 'الأشخاص', version: 'النسخة', more: 'و{count} غيرها', nothing: 'لم يُبلَّغ عن شيء.', content: 'التقارير المحسوبة',
};

/** The words by language. */
export const REPORT_WORDS: Readonly<Record<ReportLanguage, ReportWords>> = { en: ENGLISH, fr: FRENCH, es: SPANISH, ar: ARABIC };
