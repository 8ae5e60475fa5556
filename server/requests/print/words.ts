/** The words of the printed package, in four languages. Words of fields, values and purposes are those of the pages. */
import { readFileSync } from 'node:fs';
import type { PackageLanguage } from '@watchword/api/requests.ts';

const ENGLISH = {
  title: 'Everything held on one person',
  notice: 'For the Commission only. This lists what the network holds and logs about the person of this request. Before any of it is handed out the Commission decides what the person may receive.',
  request: 'Request', gathered: 'Gathered', page: 'Page',
  sought: 'What was looked for', names: 'Names', born: 'Birth date', documents: 'Documents', searched: 'What was looked through',
  searchedText: '{records} records and {versions} earlier versions in every database, {entries} entries of the audit log. {texts} questions could be read; {erased} are erased, and nobody can read them any more.',
  cut: 'More was found than this document holds. The counts are of everything.',
  records: 'Records', recordsText: 'What a country entered. Each record belongs to the country that is named; only that country changes it.',
  noRecords: 'No record is about this person.',
  hit: 'about this person', possible: 'possibly about this person; it may be another', mention: 'mentions the name or number',
  fits: 'Agrees', owner: 'Entered by', state: 'State', review: 'Review', reference: "The owner's reference", entered: 'Entered', amended: 'Last changed', verified: 'Last verified', expires: 'Ends',
  hiddenFrom: 'Hidden from', photographs: 'Photographs', photograph: '{width} × {height} pixels, added {addedAt}', erased: 'What this record said is erased.',
  versions: 'Versions', version: 'Version', change: 'Change', by: 'By', reason: 'Reason', when: 'When',
  checks: 'Checks', checksText: 'Somebody asked. A check is a question to the databases; it is no accusation. Listed are checks that showed a record of this document, and questions about this person whose text can still be read.',
  noChecks: 'No check showed one of these records, and no readable question is about this person.',
  asked: 'Asked by', purpose: 'Why', outcome: 'Outcome', question: 'Question', showed: 'Showed',
  comparisons: 'Comparisons', comparisonsText: 'An officer compared a traveller who showed one of these documents with a record and found that it is another person. This is remembered to spare the traveller, until the day that is named.',
  noComparisons: 'None.', until: 'Until',
  entries: 'What was done with the records', entriesText: 'Entries of the audit log about these records: who entered, changed, read or showed them.', noEntries: 'None.', entry: 'Entry', event: 'Event',
  none: '–',
  stateOf: { active: 'active', withdrawn: 'withdrawn', expired: 'expired' }, reviewOf: { 'not-needed': 'not needed', pending: 'waits', released: 'released', blocked: 'blocked' },
  zone: 'Zone, as read', place: 'Where',
  eventOf: { 'record.read': 'Read', 'record.history-read': 'Versions read', 'photo.added': 'Photograph added', 'photo.described': 'Photograph described', 'photo.removed': 'Photograph erased', 'photo.listed': 'Photographs listed', 'photo.read': 'Photograph looked at', 'comparison.recorded': 'Compared with a traveller', 'record.held': 'Held back by the Commission', 'record.hold-lifted': 'Held back no longer', 'record.erased': 'Erased by the Commission', 'correction.answered': 'Correction answered by the owner' } as Readonly<Record<string, string>>,
  outcomeOf: { hit: 'hit', possible: 'possible', none: 'nothing found', unavailable: 'a database did not answer' },
};

/** The words of one language. */
export type PrintWords = typeof ENGLISH;

const FRENCH: PrintWords = {
  title: 'Tout ce qui est détenu sur une personne',
  notice: "Réservé à la Commission. Ce document énumère ce que le réseau détient et journalise sur la personne de cette demande. Avant toute communication, la Commission décide de ce que la personne peut recevoir.",
  request: 'Demande', gathered: 'Réuni le', page: 'Page',
  sought: 'Ce qui a été cherché', names: 'Noms', born: 'Date de naissance', documents: 'Documents', searched: 'Ce qui a été parcouru',
  searchedText: "{records} fiches et {versions} versions antérieures dans toutes les bases, {entries} entrées du journal d'audit. {texts} questions ont pu être lues ; {erased} sont effacées et plus personne ne peut les lire.",
  cut: "On a trouvé plus que ce document ne contient. Les nombres comptent tout.",
  records: 'Fiches', recordsText: "Ce qu'un pays a enregistré. Chaque fiche appartient au pays nommé ; lui seul la modifie.",
  noRecords: 'Aucune fiche ne concerne cette personne.',
  hit: 'concerne cette personne', possible: "concerne peut-être cette personne ; ce peut être une autre", mention: 'mentionne le nom ou le numéro',
  fits: 'Concorde', owner: 'Enregistré par', state: 'État', review: 'Examen', reference: 'Référence du propriétaire', entered: 'Enregistré', amended: 'Dernière modification', verified: 'Dernière vérification', expires: 'Fin',
  hiddenFrom: 'Caché à', photographs: 'Photographies', photograph: '{width} × {height} pixels, ajoutée le {addedAt}', erased: 'Le contenu de cette fiche est effacé.',
  versions: 'Versions', version: 'Version', change: 'Changement', by: 'Par', reason: 'Motif', when: 'Quand',
  checks: 'Vérifications', checksText: "Quelqu'un a posé une question. Une vérification est une question aux bases ; ce n'est pas une accusation. Sont listées les vérifications qui ont montré une fiche de ce document, et les questions sur cette personne dont le texte est encore lisible.",
  noChecks: "Aucune vérification n'a montré l'une de ces fiches et aucune question lisible ne concerne cette personne.",
  asked: 'Demandé par', purpose: 'Pourquoi', outcome: 'Résultat', question: 'Question', showed: 'A montré',
  comparisons: 'Comparaisons', comparisonsText: "Un agent a comparé un voyageur qui présentait l'un de ces documents avec une fiche et a constaté que c'est une autre personne. On s'en souvient pour épargner le voyageur, jusqu'au jour indiqué.",
  noComparisons: 'Aucune.', until: "Jusqu'au",
  entries: 'Ce qui a été fait des fiches', entriesText: "Entrées du journal d'audit sur ces fiches : qui les a enregistrées, modifiées, lues ou montrées.", noEntries: 'Aucune.', entry: 'Entrée', event: 'Événement',
  none: '–',
  stateOf: { active: 'active', withdrawn: 'retirée', expired: 'expirée' }, reviewOf: { 'not-needed': 'pas nécessaire', pending: 'en attente', released: 'diffusée', blocked: 'bloquée' },
  zone: 'Zone, telle que lue', place: 'Où',
  eventOf: { 'record.read': 'Lue', 'record.history-read': 'Versions lues', 'photo.added': 'Photographie ajoutée', 'photo.described': 'Photographie décrite', 'photo.removed': 'Photographie effacée', 'photo.listed': 'Photographies listées', 'photo.read': 'Photographie regardée', 'comparison.recorded': 'Comparée avec un voyageur', 'record.held': 'Retenue par la Commission', 'record.hold-lifted': "N'est plus retenue", 'record.erased': 'Effacée par la Commission', 'correction.answered': 'Le propriétaire a répondu à la correction' },
  outcomeOf: { hit: 'concordance', possible: 'possible', none: 'rien trouvé', unavailable: "une base n'a pas répondu" },
};

const SPANISH: PrintWords = {
  title: 'Todo lo que se guarda sobre una persona',
  notice: 'Solo para la Comisión. Enumera lo que la red guarda y registra sobre la persona de esta solicitud. Antes de entregar algo, la Comisión decide qué puede recibir la persona.',
  request: 'Solicitud', gathered: 'Reunido', page: 'Página',
  sought: 'Qué se buscó', names: 'Nombres', born: 'Fecha de nacimiento', documents: 'Documentos', searched: 'Qué se recorrió',
  searchedText: '{records} registros y {versions} versiones anteriores en todas las bases, {entries} entradas del registro de auditoría. {texts} preguntas pudieron leerse; {erased} están borradas y nadie puede leerlas ya.',
  cut: 'Se encontró más de lo que cabe en este documento. Los números cuentan todo.',
  records: 'Registros', recordsText: 'Lo que un país introdujo. Cada registro pertenece al país que se nombra; solo él lo cambia.',
  noRecords: 'Ningún registro trata de esta persona.',
  hit: 'trata de esta persona', possible: 'posiblemente trata de esta persona; puede ser otra', mention: 'menciona el nombre o el número',
  fits: 'Coincide', owner: 'Introducido por', state: 'Estado', review: 'Revisión', reference: 'Referencia del propietario', entered: 'Introducido', amended: 'Último cambio', verified: 'Última verificación', expires: 'Termina',
  hiddenFrom: 'Oculto a', photographs: 'Fotografías', photograph: '{width} × {height} píxeles, añadida el {addedAt}', erased: 'Lo que decía este registro está borrado.',
  versions: 'Versiones', version: 'Versión', change: 'Cambio', by: 'Por', reason: 'Motivo', when: 'Cuándo',
  checks: 'Consultas', checksText: 'Alguien preguntó. Una consulta es una pregunta a las bases; no es una acusación. Se enumeran las consultas que mostraron un registro de este documento y las preguntas sobre esta persona cuyo texto aún puede leerse.',
  noChecks: 'Ninguna consulta mostró uno de estos registros y ninguna pregunta legible trata de esta persona.',
  asked: 'Preguntó', purpose: 'Por qué', outcome: 'Resultado', question: 'Pregunta', showed: 'Mostró',
  comparisons: 'Comparaciones', comparisonsText: 'Un agente comparó a un viajero que mostró uno de estos documentos con un registro y vio que es otra persona. Se recuerda para ahorrarle molestias al viajero, hasta el día indicado.',
  noComparisons: 'Ninguna.', until: 'Hasta',
  entries: 'Qué se hizo con los registros', entriesText: 'Entradas del registro de auditoría sobre estos registros: quién los introdujo, cambió, leyó o mostró.', noEntries: 'Ninguna.', entry: 'Entrada', event: 'Suceso',
  none: '–',
  stateOf: { active: 'activo', withdrawn: 'retirado', expired: 'caducado' }, reviewOf: { 'not-needed': 'no hace falta', pending: 'en espera', released: 'difundido', blocked: 'bloqueado' },
  zone: 'Zona, tal como se leyó', place: 'Dónde',
  eventOf: { 'record.read': 'Leído', 'record.history-read': 'Versiones leídas', 'photo.added': 'Fotografía añadida', 'photo.described': 'Fotografía descrita', 'photo.removed': 'Fotografía borrada', 'photo.listed': 'Fotografías enumeradas', 'photo.read': 'Fotografía vista', 'comparison.recorded': 'Comparado con un viajero', 'record.held': 'Retenido por la Comisión', 'record.hold-lifted': 'Ya no se retiene', 'record.erased': 'Borrado por la Comisión', 'correction.answered': 'El propietario respondió a la corrección' },
  outcomeOf: { hit: 'coincidencia', possible: 'posible', none: 'nada', unavailable: 'una base no respondió' },
};

const ARABIC: PrintWords = {
  title: 'كل ما هو محفوظ عن شخص واحد',
  notice: 'للجنة وحدها. يسرد هذا المستند ما تحفظه الشبكة وما تسجله عن صاحب هذا الطلب. قبل تسليم أي شيء منه تقرر اللجنة ما يجوز أن يتسلمه الشخص.',
  request: 'الطلب', gathered: 'جُمع في', page: 'صفحة',
  sought: 'ما جرى البحث عنه', names: 'الأسماء', born: 'تاريخ الميلاد', documents: 'الوثائق', searched: 'ما جرى فحصه',
  searchedText: '{records} من السجلات و{versions} من النسخ السابقة في كل قواعد البيانات، و{entries} من قيود سجل التدقيق. أمكنت قراءة {texts} من الأسئلة؛ و{erased} ممحوة ولا يستطيع أحد قراءتها بعد الآن.',
  cut: 'وُجد أكثر مما يتسع له هذا المستند. الأعداد تشمل الكل.',
  records: 'السجلات', recordsText: 'ما أدخلته دولة. كل سجل ملك للدولة المذكورة، وهي وحدها تغيره.',
  noRecords: 'لا يوجد سجل عن هذا الشخص.',
  hit: 'عن هذا الشخص', possible: 'ربما عن هذا الشخص؛ وقد يكون عن غيره', mention: 'يذكر الاسم أو الرقم',
  fits: 'يتطابق', owner: 'أدخلته', state: 'الحالة', review: 'المراجعة', reference: 'مرجع المالك', entered: 'أُدخل', amended: 'آخر تغيير', verified: 'آخر تحقق', expires: 'ينتهي',
  hiddenFrom: 'مخفي عن', photographs: 'الصور', photograph: '{width} × {height} بكسل، أُضيفت في {addedAt}', erased: 'مُحي محتوى هذا السجل.',
  versions: 'النسخ', version: 'النسخة', change: 'التغيير', by: 'بواسطة', reason: 'السبب', when: 'متى',
  checks: 'الاستعلامات', checksText: 'سأل أحدهم. الاستعلام سؤال موجه إلى قواعد البيانات وليس اتهاما. ترد هنا الاستعلامات التي أظهرت سجلا من هذا المستند، والأسئلة عن هذا الشخص التي ما زال نصها مقروءا.',
  noChecks: 'لم يُظهر أي استعلام واحدا من هذه السجلات، ولا يوجد سؤال مقروء عن هذا الشخص.',
  asked: 'سأل', purpose: 'لماذا', outcome: 'النتيجة', question: 'السؤال', showed: 'أظهر',
  comparisons: 'المقارنات', comparisonsText: 'قارن موظف مسافرا أبرز إحدى هذه الوثائق بسجل ووجد أنه شخص آخر. يُحفظ ذلك رفقا بالمسافر حتى اليوم المذكور.',
  noComparisons: 'لا شيء.', until: 'حتى',
  entries: 'ما جرى بالسجلات', entriesText: 'قيود سجل التدقيق عن هذه السجلات: من أدخلها أو غيرها أو قرأها أو أظهرها.', noEntries: 'لا شيء.', entry: 'القيد', event: 'الحدث',
  none: '–',
  stateOf: { active: 'سارٍ', withdrawn: 'مسحوب', expired: 'منتهٍ' }, reviewOf: { 'not-needed': 'غير لازمة', pending: 'قيد الانتظار', released: 'معمم', blocked: 'محجوب' },
  zone: 'المنطقة كما قُرئت', place: 'أين',
  eventOf: { 'record.read': 'قُرئ', 'record.history-read': 'قُرئت النسخ', 'photo.added': 'أُضيفت صورة', 'photo.described': 'وُصفت صورة', 'photo.removed': 'مُحيت صورة', 'photo.listed': 'سُردت الصور', 'photo.read': 'شوهدت صورة', 'comparison.recorded': 'قورن بمسافر', 'record.held': 'حجبته اللجنة', 'record.hold-lifted': 'رُفع الحجب', 'record.erased': 'محته اللجنة', 'correction.answered': 'أجاب المالك عن التصحيح' },
  outcomeOf: { hit: 'تطابق', possible: 'محتمل', none: 'لم يوجد شيء', unavailable: 'لم تُجب إحدى القواعد' },
};

/** The words of the document by language. */
export const PRINT_WORDS: Readonly<Record<PackageLanguage, PrintWords>> = { en: ENGLISH, fr: FRENCH, es: SPANISH, ar: ARABIC };

/** Looks up a word of the pages (`field.names`); undefined when there is none. */
export type PageWord = (key: string) => string | undefined;

/** The words of the pages in one language. A server that is installed without the pages prints fields as they are declared. */
export function readPageWords(language: PackageLanguage): PageWord {
  try {
    const words = JSON.parse(readFileSync(new URL(`../../../web/src/words/${language}.json`, import.meta.url), 'utf8')) as Record<string, string>;
    return (key) => (words[key]?.includes('{') === true ? undefined : words[key]);
  } catch {
    return () => undefined;
  }
}
