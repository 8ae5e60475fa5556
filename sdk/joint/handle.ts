/** Handles of social networks, however they were copied. */

/** Names by which a platform is written, each with the one it is compared by. */
const PLATFORMS: Readonly<Record<string, string>> = {
  fb: 'facebook', 'facebook.com': 'facebook', 'fb.com': 'facebook', 'm.facebook.com': 'facebook', meta: 'facebook', messenger: 'facebook', 'm.me': 'facebook',
  ig: 'instagram', insta: 'instagram', 'instagram.com': 'instagram', 'instagr.am': 'instagram',
  tg: 'telegram', 't.me': 'telegram', 'telegram.me': 'telegram', wa: 'whatsapp', 'wa.me': 'whatsapp', 'whatsapp.com': 'whatsapp', 'api.whatsapp.com': 'whatsapp',
  twitter: 'x', 'twitter.com': 'x', 'x.com': 'x', tt: 'tiktok', 'tiktok.com': 'tiktok', 'vm.tiktok.com': 'tiktok', 'vk.com': 'vk', vkontakte: 'vk', 'snapchat.com': 'snapchat', 'youtube.com': 'youtube',
};
/** Of an address, steps that stand before the handle. */
const STEPS = new Set(['add', 'u', 'user', 'channel', 's', 'profile.php', 'people', 'groups', 'p']);

/** A platform and a handle in one form: `https://t.me/Guide_One/` on Telegram is `@guide_one` there. */
export function readHandle(platform: string, handle: string): { readonly value: string; readonly shown: string } {
  const text = handle.normalize('NFKC').trim().toLowerCase();
  const address = /^(?:https?:\/\/)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})\/(.+)$/u.exec(text);
  const named = platform.normalize('NFKC').trim().toLowerCase().replace(/^(?:https?:\/\/)?(?:www\.)?/u, '').replace(/\/+$/u, '');
  const host = PLATFORMS[address?.[1] ?? ''];
  const where = host ?? PLATFORMS[named] ?? named.replaceAll(/\s+/gu, ' ');
  const name = address === null ? text : nameIn(address[2] ?? '');
  const bare = name.replace(/^@+/u, '').replaceAll(/\s+/gu, '');
  return { value: bare === '' ? '' : `${where} ${bare}`, shown: `${bare} (${where})` };
}

function nameIn(path: string): string {
  const id = /[?&](?:id|phone)=([\w.+-]+)/u.exec(path)?.[1];
  const steps = path.replace(/[?#].*$/u, '').split('/').filter((step) => step !== '');
  return id ?? steps.find((step) => !STEPS.has(step)) ?? '';
}
