/** The code of the General Secretariat. Apart, so that threads that need nothing else load nothing else. */
export const SECRETARIAT = 'XPO';
