/** The lists of a joint operation: what is told before, what is asked after, and who does what until when. */
import { Type, type Static } from 'typebox';
import { freeText, shortText } from '../databases/fields.ts';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';
import { CountryCode } from '../organisations.ts';
import { JOINT_ID, JOINT_READING, JOINT_WRITING } from './operations.ts';
import { TASK_AUDIENCES, TASK_LISTS, TASK_STATES } from './words.ts';

const closed = { additionalProperties: false } as const;
const hub = { side: 'hub', purpose: 'none' } as const;
const Moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{3})?)?Z$', description: 'UTC' });
const TASK_ID = Type.String({ pattern: ID_PATTERN('tsk'), description: 'Id of an item of a list' });
const ofJoint = Type.Object({ id: JOINT_ID }, closed);
const ofTask = Type.Object({ id: JOINT_ID, task: TASK_ID }, closed);

/** What somebody writes down. */
export const TaskContent = Type.Object(
  {
    list: Type.Enum([...TASK_LISTS]),
    title: shortText('What is to be done, told or asked'),
    note: Type.Optional(freeText('In words; name nobody')),
    owner: Type.Optional(CountryCode),
    desk: Type.Optional(shortText('Desk or team, no person')),
    dueAt: Type.Optional(Moment),
  },
  closed,
);
export type TaskContent = Static<typeof TaskContent>;

/** An item of a list as its reader sees it. */
export const JointTask = Type.Object({
  id: Type.String(), version: Type.Integer(), country: CountryCode, audience: Type.Enum([...TASK_AUDIENCES]), state: Type.Enum([...TASK_STATES]), content: TaskContent,
  createdAt: Type.String(), changedAt: Type.String(), settledAt: Type.Optional(Type.String({ description: 'When it was done or dropped' })), settledBy: Type.Optional(CountryCode),
});
export type JointTask = Static<typeof JointTask>;

const EXAMPLE = { list: 'task', title: 'Two cars to the northern bridge', owner: 'UTO', desk: 'Mobile team 2', dueAt: '2026-12-08T05:00:00Z' } as const;

export const listTasks = defineOperation({
  ...hub, id: 'tasks.list', method: 'GET', path: '/v1/operations/:id/tasks', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofJoint }, output: Type.Object({ items: Type.Array(JointTask) }), errors: [...JOINT_READING, 'joint.role'],
  summary: 'Briefing, debriefing and tasks', description: 'What your country wrote, and what others wrote for all or for your country. What is due first comes first. Not for partners.',
});
export const addTask = defineOperation({
  ...hub, id: 'tasks.add', method: 'POST', path: '/v1/operations/:id/tasks', permission: 'operation:manage', effect: 'write', status: 201, body: 'json', input: { params: ofJoint, body: Type.Object({ audience: Type.Enum([...TASK_AUDIENCES]), content: TaskContent }, closed) }, output: JointTask, errors: JOINT_WRITING,
  summary: 'Add to a list', description: 'For your own country, or for all who take part. Whoever owns it is one of them, and sees it.', examples: [{ name: 'a task', body: { audience: 'all', content: EXAMPLE } }],
});
export const changeTask = defineOperation({
  ...hub, id: 'tasks.change', method: 'PUT', path: '/v1/operations/:id/tasks/:task', permission: 'operation:manage', effect: 'write', status: 200, version: true, body: 'json', input: { params: ofTask, body: TaskContent }, output: JointTask, errors: [...JOINT_WRITING, 'joint.task-not-found', 'joint.version-conflict', 'request.version-needed'],
  summary: 'Change an item', description: 'By the country that wrote it, or by the coordinator where it is for all.', examples: [{ name: 'an hour later', body: { ...EXAMPLE, dueAt: '2026-12-08T06:00:00Z' } }],
});
export const settleTask = defineOperation({
  ...hub, id: 'tasks.settle', method: 'POST', path: '/v1/operations/:id/tasks/:task/state', permission: 'operation:manage', effect: 'write', status: 200, version: true, body: 'json', input: { params: ofTask, body: Type.Object({ to: Type.Enum([...TASK_STATES]) }, closed) }, output: JointTask, errors: [...JOINT_WRITING, 'joint.task-not-found', 'joint.version-conflict', 'request.version-needed'],
  summary: 'Say that an item is done, dropped, or open again', description: 'By its owner, the country that wrote it, or the coordinator where it is for all.', examples: [{ name: 'done', body: { to: 'done' } }],
});

export const TASK_OPERATIONS = [listTasks, addTask, changeTask, settleTask] as const;
