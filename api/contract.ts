import { ACCESS_OPERATIONS } from './access.ts';
import { AUDIT_SEARCH_OPERATIONS } from './audit/search.ts';
import { AUDIT_OPERATIONS } from './audit.ts';
import { CHECK_OPERATIONS } from './checks/checks.ts';
import { CLIENT_OPERATIONS } from './access/clients.ts';
import { COMPARISON_OPERATIONS } from './comparisons.ts';
import { DATABASE_OPERATIONS } from './databases/operations.ts';
import { FIELD_KEY_OPERATIONS } from './field-key.ts';
import { HEALTH_OPERATIONS } from './health.ts';
import { HIT_OPERATIONS } from './hits.ts';
import { HIT_DESK_OPERATIONS } from './hits/desk.ts';
import { HIT_REVIEW_OPERATIONS } from './hits/reviews.ts';
import { KEY_OPERATIONS } from './keys.ts';
import { WEBHOOK_OPERATIONS } from './live/webhooks.ts';
import { CHART_OPERATIONS } from './joint/charts.ts';
import { ATTACHMENT_OPERATIONS } from './joint/attachments.ts';
import { COUNTING_OPERATIONS } from './joint/counting.ts';
import { EVIDENCE_OPERATIONS } from './joint/evidence.ts';
import { CROSS_OPERATIONS } from './joint/cross.ts';
import { FIELD_OPERATIONS } from './joint/field.ts';
import { TASK_OPERATIONS } from './joint/tasks.ts';
import { MONEY_OPERATIONS } from './joint/money.ts';
import { NETWORK_OPERATIONS } from './joint/network.ts';
import { JOINT_OPERATIONS } from './joint/operations.ts';
import { REPORT_OPERATIONS } from './joint/reports.ts';
import { ROOM_OPERATIONS } from './joint/room.ts';
import { LIVE_OPERATIONS } from './live.ts';
import { LOAD_OPERATIONS } from './loads.ts';
import { MAILBOX_OPERATIONS } from './mailbox.ts';
import { MESSAGE_OPERATIONS } from './messages.ts';
import { OAUTH_OPERATIONS } from './access/oauth.ts';
import type { Operation } from './operation.ts';
import { ORGANISATION_OPERATIONS } from './organisations/operations.ts';
import { OVERSIGHT_OPERATIONS } from './oversight.ts';
import { PEOPLE_OPERATIONS } from './people.ts';
import { PHOTO_OPERATIONS } from './photos.ts';
import { PRESENCE_OPERATIONS } from './presence.ts';
import { RECORD_OPERATIONS } from './records.ts';
import { REQUEST_OPERATIONS } from './requests.ts';
import { RETENTION_OPERATIONS } from './requests/retention.ts';
import { SESSION_OPERATIONS } from './people/sessions.ts';

export { API_VERSION } from './version.ts';

/** Every operation, once. Server, client, CLI, OpenAPI and the tests over all operations walk this list. */
export const CONTRACT: readonly Operation[] = [
  ...CHECK_OPERATIONS, ...COMPARISON_OPERATIONS, ...HIT_OPERATIONS, ...HIT_DESK_OPERATIONS, ...HIT_REVIEW_OPERATIONS, ...RECORD_OPERATIONS, ...PHOTO_OPERATIONS, ...LOAD_OPERATIONS, ...DATABASE_OPERATIONS, ...ACCESS_OPERATIONS, ...CLIENT_OPERATIONS, ...ORGANISATION_OPERATIONS, ...OAUTH_OPERATIONS, ...SESSION_OPERATIONS, ...PEOPLE_OPERATIONS, ...MAILBOX_OPERATIONS, ...PRESENCE_OPERATIONS, ...REQUEST_OPERATIONS, ...RETENTION_OPERATIONS, ...JOINT_OPERATIONS, ...COUNTING_OPERATIONS, ...CROSS_OPERATIONS, ...ROOM_OPERATIONS, ...REPORT_OPERATIONS, ...ATTACHMENT_OPERATIONS, ...EVIDENCE_OPERATIONS, ...NETWORK_OPERATIONS, ...CHART_OPERATIONS, ...MONEY_OPERATIONS, ...FIELD_OPERATIONS, ...TASK_OPERATIONS, ...FIELD_KEY_OPERATIONS, ...OVERSIGHT_OPERATIONS, ...AUDIT_OPERATIONS, ...AUDIT_SEARCH_OPERATIONS, ...LIVE_OPERATIONS, ...WEBHOOK_OPERATIONS, ...KEY_OPERATIONS, ...MESSAGE_OPERATIONS, ...HEALTH_OPERATIONS,
];
