import type { EntityKind } from '@watchword/api/joint/network.ts';
import account from './icons/account.svg';
import document from './icons/document.svg';
import handle from './icons/handle.svg';
import incident from './icons/incident.svg';
import network from './icons/network.svg';
import person from './icons/person.svg';
import phone from './icons/phone.svg';
import place from './icons/place.svg';
import vehicle from './icons/vehicle.svg';

/** Where the picture of each kind is: white lines, for the canvas, which takes files only. */
export const ICONS: Readonly<Record<EntityKind, string>> = { account, document, handle, incident, network, person, phone, place, vehicle };
