/**
 * Forms for what bureaus write to one another most often, in four languages. A form is text with labelled lines, so that a reader sees the labels in
 * his own language beside the original, which counts.
 */
export const TEMPLATE_LANGUAGES = ['en', 'fr', 'es', 'ar'] as const;
export type TemplateLanguage = (typeof TEMPLATE_LANGUAGES)[number];
type Texts = Readonly<Record<TemplateLanguage, string>>;

/** A form: what it is called, which is also the beginning of the subject, and its lines. */
export type Template = { readonly id: string; readonly title: Texts; readonly lines: readonly Texts[] };

const texts = (en: string, fr: string, es: string, ar: string): Texts => ({ en, fr, es, ar });

const PERSON = texts('Person (name, date of birth, nationality)', 'Personne (nom, date de naissance, nationalité)', 'Persona (nombre, fecha de nacimiento, nacionalidad)', 'الشخص (الاسم، تاريخ الميلاد، الجنسية)');
const GROUND = texts('Legal basis', 'Base légale', 'Base legal', 'الأساس القانوني');
const UNTIL = texts('Answer needed by', 'Réponse attendue avant', 'Respuesta necesaria antes de', 'الرد مطلوب قبل');
const FACTS = texts('Facts', 'Faits', 'Hechos', 'الوقائع');

export const TEMPLATES: readonly Template[] = [
  {
    id: 'information-request', title: texts('Request for information', 'Demande d’informations', 'Solicitud de información', 'طلب معلومات'),
    lines: [PERSON, FACTS, texts('What we would like to know', 'Ce que nous souhaitons savoir', 'Lo que deseamos saber', 'ما نود معرفته'), GROUND, UNTIL],
  },
  {
    id: 'hit-confirmation', title: texts('Confirmation of a hit', 'Confirmation d’un résultat positif', 'Confirmación de un resultado positivo', 'تأكيد نتيجة إيجابية'),
    lines: [texts('Record', 'Enregistrement', 'Registro', 'السجل'), texts('Found where and when', 'Trouvé où et quand', 'Hallado dónde y cuándo', 'أين ومتى وُجد'), texts('Is the record still valid?', 'L’enregistrement est-il encore valable ?', '¿Sigue vigente el registro?', 'هل السجل ما زال سارياً؟'), texts('Is it the same person or object?', 'S’agit-il de la même personne ou du même objet ?', '¿Es la misma persona u objeto?', 'هل هو الشخص أو الشيء نفسه؟'), UNTIL],
  },
  {
    id: 'identity-check', title: texts('Identity check', 'Vérification d’identité', 'Verificación de identidad', 'التحقق من الهوية'),
    lines: [PERSON, texts('Identity papers shown', 'Pièces d’identité présentées', 'Documentos de identidad presentados', 'وثائق الهوية المقدمة'), texts('What is doubtful', 'Ce qui est douteux', 'Lo que genera dudas', 'موضع الشك'), GROUND, UNTIL],
  },
  {
    id: 'document-genuine', title: texts('Is this document genuine?', 'Ce document est-il authentique ?', '¿Es auténtico este documento?', 'هل هذه الوثيقة أصلية؟'),
    lines: [texts('Document (type, number, issuer)', 'Document (type, numéro, émetteur)', 'Documento (tipo, número, emisor)', 'الوثيقة (النوع، الرقم، جهة الإصدار)'), texts('Issued to', 'Délivré à', 'Expedido a', 'صادرة باسم'), texts('Features in doubt', 'Éléments douteux', 'Elementos dudosos', 'عناصر مشكوك فيها'), UNTIL],
  },
  {
    id: 'extradition', title: texts('Extradition', 'Extradition', 'Extradición', 'تسليم مطلوبين'),
    lines: [PERSON, texts('Warrant (court, date, reference)', 'Mandat (tribunal, date, référence)', 'Orden (tribunal, fecha, referencia)', 'المذكرة (المحكمة، التاريخ، المرجع)'), texts('Offence and maximum penalty', 'Infraction et peine maximale', 'Delito y pena máxima', 'الجريمة والعقوبة القصوى'), texts('Where the person is now', 'Où se trouve la personne', 'Dónde está la persona', 'مكان وجود الشخص الآن'), texts('Channel for the formal request', 'Voie de la demande formelle', 'Vía de la solicitud formal', 'قناة الطلب الرسمي')],
  },
  {
    id: 'spontaneous-information', title: texts('Spontaneous information', 'Information spontanée', 'Información espontánea', 'معلومات تلقائية'),
    lines: [FACTS, texts('Source and how reliable it is', 'Source et sa fiabilité', 'Fuente y su fiabilidad', 'المصدر ومدى موثوقيته'), texts('What may be done with it', 'Usage autorisé', 'Uso permitido', 'ما يجوز فعله بها')],
  },
];

/** A form by its id. */
export function findTemplate(id: string | undefined): Template | undefined {
  return TEMPLATES.find((template) => template.id === id);
}

/** The language in which a form exists; undefined for others. */
export function templateLanguage(text: string | undefined): TemplateLanguage | undefined {
  return TEMPLATE_LANGUAGES.find((language) => language === text?.slice(0, 2));
}

/** The text of an empty form. */
export function textOfTemplate({ lines }: Template, language: TemplateLanguage): string {
  return lines.map((line) => `${line[language]}:\n`).join('\n');
}

/** The text of a form with its labels in another language; what was filled in stays as it is. Undefined when it holds none of the labels. */
export function translateForm({ lines }: Template, text: string, from: TemplateLanguage, to: TemplateLanguage): string | undefined {
  let found = false;
  const translated = text.split('\n').map((row) => {
    const line = lines.find((one) => row.startsWith(`${one[from]}:`));
    if (line === undefined) return row;
    found = true;
    return `${line[to]}:${row.slice(line[from].length + 1)}`;
  });
  return found ? translated.join('\n') : undefined;
}
