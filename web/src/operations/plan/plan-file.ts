/** A plan as a file: how it is taken to another network, or kept as a template. Nothing that was reported is in it, and nobody's contact number unless the plan has it. */
import { AppError } from '@watchword/api/errors.ts';
import { JointPlan, type JointMember } from '@watchword/api/joint/plans.ts';
import { faultsOfShape } from '../field/form/check-content.ts';

export const PLAN_FORMAT = 'watchword-plan/1';

/** Who is to be invited. */
export type Guest = { readonly organisation: string; readonly role: 'participant' | 'partner' };
export type PlanFile = { readonly plan: JointPlan; readonly invite: readonly Guest[] };

/** The text of a plan's file. */
export function formatPlan(plan: JointPlan, members: readonly JointMember[]): string {
  const invite = members.flatMap(({ organisation, role, state }) => (role === 'coordinator' || state === 'declined' || state === 'left' ? [] : [{ organisation, role }]));
  return `${JSON.stringify({ format: PLAN_FORMAT, plan, invite }, undefined, 2)}\n`;
}

/** The plan in a file. @throws AppError `request.invalid`, which names what is not as it should be */
export function parsePlan(text: string): PlanFile {
  const read = parse(text);
  const { format, plan, invite = [] } = read;
  if (format !== PLAN_FORMAT) throw new AppError('request.invalid', { errors: [{ pointer: '/format', code: 'unreadable', detail: `This is no file of the format ${PLAN_FORMAT}.` }] });
  const known = Object.keys(JointPlan.properties);
  const kept = Object.fromEntries(Object.entries(typeof plan === 'object' && plan !== null ? plan : {}).filter(([name]) => known.includes(name)));
  const faults = faultsOfShape(JointPlan, kept);
  if (faults.length > 0) throw new AppError('request.invalid', { errors: faults.map((fault) => ({ ...fault, detail: fault.detail || fault.code })) });
  const guests = (Array.isArray(invite) ? invite : []).filter((one): one is Guest => typeof one === 'object' && one !== null && /^[A-Z]{3}$/.test(String((one as Guest).organisation)) && ['participant', 'partner'].includes((one as Guest).role));
  return { plan: kept as JointPlan, invite: guests };
}

function parse(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}
