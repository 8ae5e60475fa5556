/** What joint operations ask the store in one go. */
import type { Questions } from '#store/store.ts';
import { COUNTING_QUESTIONS } from './counting.ts';
import { NAMESAKE_QUESTIONS } from './cross/namesakes.ts';
import { NETWORK_QUESTIONS } from './network/questions.ts';
import { ROOM_QUESTIONS } from './room/questions.ts';

export const JOINT_QUESTIONS = { ...COUNTING_QUESTIONS, ...NAMESAKE_QUESTIONS, ...NETWORK_QUESTIONS, ...ROOM_QUESTIONS } satisfies Questions;
