/** What bureaus write to one another in every other message, in four languages: a key puts it into the text, in the language of the message. */
import type { TemplateLanguage } from './templates.ts';

export type Phrase = Readonly<Record<TemplateLanguage, string>>;

const phrase = (en: string, fr: string, es: string, ar: string): Phrase => ({ en, fr, es, ar });

export const PHRASES: readonly Phrase[] = [
  phrase('Thank you for your message; we are looking into it.', 'Merci de votre message ; nous procédons aux vérifications.', 'Gracias por su mensaje; lo estamos verificando.', 'شكراً على رسالتكم؛ نحن بصدد التحقق.'),
  phrase('Nothing is known here of this person.', 'Cette personne est inconnue de nos services.', 'Aquí no se conoce a esta persona.', 'لا توجد لدينا معلومات عن هذا الشخص.'),
  phrase('Please send us a photograph and fingerprints.', 'Veuillez nous transmettre une photographie et les empreintes digitales.', 'Le rogamos que envíe una fotografía y las huellas dactilares.', 'يرجى موافاتنا بصورة وببصمات الأصابع.'),
  phrase('Please do not tell the person.', 'Prière de ne pas en informer la personne.', 'Le rogamos que no informe a la persona.', 'يرجى عدم إبلاغ الشخص المعني.'),
  phrase('A formal request will follow through judicial channels.', 'Une demande formelle suivra par la voie judiciaire.', 'Seguirá una solicitud formal por vía judicial.', 'سيتبع ذلك طلب رسمي عبر القنوات القضائية.'),
  phrase('Please call our duty desk.', 'Veuillez appeler notre permanence.', 'Le rogamos que llame a nuestro servicio de guardia.', 'يرجى الاتصال بالمناوبة لدينا.'),
];
