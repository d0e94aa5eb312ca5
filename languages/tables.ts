import type { SaidIn } from '../kernel/language/words.ts';
import type { ChildTables } from './tables-child.ts';
import type { CircularTables } from './tables-circulars.ts';
import type { ConsultationTables } from './tables-consultations.ts';
import type { MediationTables } from './tables-mediation.ts';
import type { MeetingTables } from './tables-meetings.ts';
import type { OutreachTables } from './tables-outreach.ts';
import type { ReturnTables } from './tables-returns.ts';

/** Every table of words, by name: what a language has to say. `test/house.test.ts` finds a table that has no line here. */
export interface Tables
  extends CircularTables, ConsultationTables, MediationTables, ChildTables, MeetingTables, OutreachTables, ReturnTables {
  readonly 'portal/call-sentences.CALL_SENTENCES': SaidIn<typeof import('../portal/sentences/call-sentences.ts').CALL_SENTENCES>;
  readonly 'portal/cash-sentences.CASH_SENTENCES': SaidIn<typeof import('../portal/sentences/cash-sentences.ts').CASH_SENTENCES>;
  readonly 'portal/money.MONEY': SaidIn<typeof import('../portal/money.ts').MONEY>;
  readonly 'cash/desk/words.CASH': SaidIn<typeof import('../features/cash/desk/words.ts').CASH>;
  readonly 'cash/desk/words.LINK': SaidIn<typeof import('../features/cash/desk/words.ts').LINK>;
  readonly 'cash/desk/words.WHY': SaidIn<typeof import('../features/cash/desk/words.ts').WHY>;
  readonly 'grievances/portal/line/reward-words.REWARD': SaidIn<typeof import('../features/grievances/portal/line/reward-words.ts').REWARD>;
  readonly 'assets/desk/words.ASSET_CLASS_WORDS': SaidIn<typeof import('../features/assets/desk/words.ts').ASSET_CLASS_WORDS>;
  readonly 'assets/desk/words.ASSETS_WORDS': SaidIn<typeof import('../features/assets/desk/words.ts').ASSETS_WORDS>;
  readonly 'assets/desk/words.CHOICES': SaidIn<typeof import('../features/assets/desk/words.ts').CHOICES>;
  readonly 'assets/desk/words.EVENTS': SaidIn<typeof import('../features/assets/desk/words.ts').EVENTS>;
  readonly 'assets/desk/words.FIELDS': SaidIn<typeof import('../features/assets/desk/words.ts').FIELDS>;
  readonly 'assets/desk/words.HEAD': SaidIn<typeof import('../features/assets/desk/words.ts').HEAD>;
  readonly 'assets/desk/words.LINKS': SaidIn<typeof import('../features/assets/desk/words.ts').LINKS>;
  readonly 'assets/desk/words.OWED': SaidIn<typeof import('../features/assets/desk/words.ts').OWED>;
  readonly 'assets/desk/words.SEATS': SaidIn<typeof import('../features/assets/desk/words.ts').SEATS>;
  readonly 'assets/desk/words.STEPS': SaidIn<typeof import('../features/assets/desk/words.ts').STEPS>;
  readonly 'assets/desk/export.WORDS': SaidIn<typeof import('../features/assets/desk/export.page.ts').WORDS>;
  readonly 'sites/desk/plans.WORDS': SaidIn<typeof import('../features/sites/desk/plans.page.tsx').WORDS>;
  readonly 'sites/desk/sheets.WORDS': SaidIn<typeof import('../features/sites/desk/sheets.page.ts').WORDS>;
  readonly 'sites/desk/sheets.DANGER_WORDS': SaidIn<typeof import('../features/sites/desk/sheets.page.ts').DANGER_WORDS>;
  readonly 'hazards/desk/words.ON_PHONE': SaidIn<typeof import('../features/hazards/desk/words.ts').ON_PHONE>;
  readonly 'hazards/desk/reports.WORDS': SaidIn<typeof import('../features/hazards/desk/reports.tsx').WORDS>;
  readonly 'sites/desk/export.WORDS': SaidIn<typeof import('../features/sites/desk/export.page.ts').WORDS>;
  readonly 'checks/desk/field-keys.WORDS': SaidIn<typeof import('../features/checks/desk/field-keys.page.tsx').WORDS>;
  readonly 'checks/desk/form-says.FORM_SAYS': SaidIn<typeof import('../features/checks/desk/form-says.ts').FORM_SAYS>;
  readonly 'checks/desk/words.EVENTS': SaidIn<typeof import('../features/checks/desk/words.ts').EVENTS>;
  readonly 'checks/desk/words.FIELDS': SaidIn<typeof import('../features/checks/desk/words.ts').FIELDS>;
  readonly 'checks/desk/words.HEAD': SaidIn<typeof import('../features/checks/desk/words.ts').HEAD>;
  readonly 'checks/desk/words.NOT_KEPT': SaidIn<typeof import('../features/checks/desk/words.ts').NOT_KEPT>;
  readonly 'checks/desk/words.OWED': SaidIn<typeof import('../features/checks/desk/words.ts').OWED>;
  readonly 'checks/desk/words.SEATS': SaidIn<typeof import('../features/checks/desk/words.ts').SEATS>;
  readonly 'checks/desk/words.STEPS': SaidIn<typeof import('../features/checks/desk/words.ts').STEPS>;
  readonly 'checks/desk/words.TODAY': SaidIn<typeof import('../features/checks/desk/words.ts').TODAY>;
  readonly 'checks/desk/words.TODAY_LINK': SaidIn<typeof import('../features/checks/desk/words.ts').TODAY_LINK>;
  readonly 'desk/account.WORDS': SaidIn<typeof import('../desk/account.page.tsx').WORDS>;
  readonly 'desk/accounts-words.ACCOUNTS': SaidIn<typeof import('../desk/accounts-words.ts').ACCOUNTS>;
  readonly 'desk/choose-site.CHOOSE_SITE': SaidIn<typeof import('../desk/choose-site.tsx').CHOOSE_SITE>;
  readonly 'sites/desk/choose.WORDS': SaidIn<typeof import('../features/sites/desk/choose.page.tsx').WORDS>;
  readonly 'desk/devices.WORDS': SaidIn<typeof import('../desk/devices.page.tsx').WORDS>;
  readonly 'desk/due.TOMORROW': SaidIn<typeof import('../desk/due.tsx').TOMORROW>;
  readonly 'desk/fields.CHOOSE': SaidIn<typeof import('../desk/fields.tsx').CHOOSE>;
  readonly 'desk/fields.FAILED': SaidIn<typeof import('../desk/fields.tsx').FAILED>;
  readonly 'desk/fields.MORE': SaidIn<typeof import('../desk/fields.tsx').MORE>;
  readonly 'desk/fields.OPTIONAL': SaidIn<typeof import('../desk/fields.tsx').OPTIONAL>;
  readonly 'desk/kept.WORDS': SaidIn<typeof import('../desk/kept.page.tsx').WORDS>;
  readonly 'desk/nav.WORDS': SaidIn<typeof import('../desk/nav.ts').WORDS>;
  readonly 'desk/oidc.WORDS': SaidIn<typeof import('../desk/oidc.page.tsx').WORDS>;
  readonly 'desk/passkey-form.WORDS': SaidIn<typeof import('../desk/passkey-form.tsx').WORDS>;
  readonly 'desk/set-up.WORDS': SaidIn<typeof import('../desk/set-up.page.tsx').WORDS>;
  readonly 'desk/sign-in.WORDS': SaidIn<typeof import('../desk/sign-in.page.tsx').WORDS>;
  readonly 'desk/sign-out.WORDS': SaidIn<typeof import('../desk/sign-out.page.tsx').WORDS>;
  readonly 'desk/staff-entity/face.NONE': SaidIn<typeof import('../desk/staff-entity/face.ts').NONE>;
  readonly 'desk/staff-entity/form.PHOTOS': SaidIn<typeof import('../desk/staff-entity/form.tsx').PHOTOS>;
  readonly 'desk/staff-entity/form.SURE': SaidIn<typeof import('../desk/staff-entity/form.tsx').SURE>;
  readonly 'desk/staff-entity/history.HISTORY': SaidIn<typeof import('../desk/staff-entity/history.tsx').HISTORY>;
  readonly 'desk/staff-entity/pages.WORDS': SaidIn<typeof import('../desk/staff-entity/pages.tsx').WORDS>;
  readonly 'desk/worklist/words.WORDS': SaidIn<typeof import('../desk/worklist/words.ts').WORDS>;
  readonly 'door/desk/door.WORDS': SaidIn<typeof import('../features/door/desk/door.page.tsx').WORDS>;
  readonly 'door/feature.NAV': SaidIn<typeof import('../features/door/feature.ts').NAV>;
  readonly 'door/portal/self.WORDS': SaidIn<typeof import('../features/door/portal/self.page.tsx').WORDS>;
  readonly 'door/portal/words.BODIES': SaidIn<typeof import('../features/door/portal/words.ts').BODIES>;
  readonly 'door/portal/words.DOOR': SaidIn<typeof import('../features/door/portal/words.ts').DOOR>;
  readonly 'door/portal/words.DOOR_FORM': SaidIn<typeof import('../features/door/portal/words.ts').DOOR_FORM>;
  readonly 'door/portal/words.DOOR_HOME': SaidIn<typeof import('../features/door/portal/words.ts').DOOR_HOME>;
  readonly 'door/portal/words.KINDS': SaidIn<typeof import('../features/door/portal/words.ts').KINDS>;
  readonly 'door/portal/words.QUESTION': SaidIn<typeof import('../features/door/portal/words.ts').QUESTION>;
  readonly 'door/portal/words.WRITE': SaidIn<typeof import('../features/door/portal/words.ts').WRITE>;
  readonly 'figures/feature.NAV': SaidIn<typeof import('../features/figures/feature.ts').NAV>;
  readonly 'figures/portal/words.FIGURES': SaidIn<typeof import('../features/figures/portal/words.ts').FIGURES>;
  readonly 'figures/portal/words.RANGE': SaidIn<typeof import('../features/figures/portal/words.ts').RANGE>;
  readonly 'figures/portal/words.STAGE_WORDS': SaidIn<typeof import('../features/figures/portal/words.ts').STAGE_WORDS>;
  readonly 'grievances/desk/along.WORDS': SaidIn<typeof import('../features/grievances/desk/along.page.tsx').WORDS>;
  readonly 'grievances/desk/closed-steps.WORDS': SaidIn<typeof import('../features/grievances/desk/closed-steps.tsx').WORDS>;
  readonly 'grievances/desk/duties.WORDS': SaidIn<typeof import('../features/grievances/desk/duties.tsx').WORDS>;
  readonly 'grievances/desk/event-sentences.SENTENCES': SaidIn<typeof import('../features/grievances/desk/event-sentences.ts').SENTENCES>;
  readonly 'grievances/desk/event-sentences.SERVED': SaidIn<typeof import('../features/grievances/desk/event-sentences.ts').SERVED>;
  readonly 'grievances/desk/filer-words.WORDS': SaidIn<typeof import('../features/grievances/desk/filer-words.tsx').WORDS>;
  readonly 'grievances/desk/history.WORDS': SaidIn<typeof import('../features/grievances/desk/history.tsx').WORDS>;
  readonly 'grievances/desk/intake-words.INTAKE': SaidIn<typeof import('../features/grievances/desk/intake-words.ts').INTAKE>;
  readonly 'grievances/desk/matter-kind.BY_OTHERS': SaidIn<typeof import('../features/grievances/desk/matter-kind.ts').BY_OTHERS>;
  readonly 'grievances/desk/matter-kind.SORTS': SaidIn<typeof import('../features/grievances/desk/matter-kind.ts').SORTS>;
  readonly 'grievances/desk/matter-view.WORDS': SaidIn<typeof import('../features/grievances/desk/matter-view.tsx').WORDS>;
  readonly 'grievances/desk/matter.TITLE': SaidIn<typeof import('../features/grievances/desk/matter.page.tsx').TITLE>;
  readonly 'grievances/desk/name.WORDS': SaidIn<typeof import('../features/grievances/desk/name.page.tsx').WORDS>;
  readonly 'grievances/desk/nav.LINKS': SaidIn<typeof import('../features/grievances/desk/nav.ts').LINKS>;
  readonly 'grievances/desk/preview-page.WORDS': SaidIn<typeof import('../features/grievances/desk/preview-page.tsx').WORDS>;
  readonly 'grievances/desk/step-form.WORDS': SaidIn<typeof import('../features/grievances/desk/step-form.tsx').WORDS>;
  readonly 'grievances/desk/step-labels.LABELS': SaidIn<typeof import('../features/grievances/desk/step-labels.ts').LABELS>;
  readonly 'grievances/desk/step-page.WORDS': SaidIn<typeof import('../features/grievances/desk/step-page.tsx').WORDS>;
  readonly 'grievances/desk/take-back.WORDS': SaidIn<typeof import('../features/grievances/desk/take-back.page.tsx').WORDS>;
  readonly 'grievances/desk/troubles.WORDS': SaidIn<typeof import('../features/grievances/desk/troubles.page.tsx').WORDS>;
  readonly 'grievances/desk/words.CHOICES': SaidIn<typeof import('../features/grievances/desk/words.ts').CHOICES>;
  readonly 'grievances/desk/words.GRADE_NAMES': SaidIn<typeof import('../features/grievances/desk/words.ts').GRADE_NAMES>;
  readonly 'grievances/desk/words.OWED': SaidIn<typeof import('../features/grievances/desk/words.ts').OWED>;
  readonly 'grievances/desk/words.OWED_SENTENCES': SaidIn<typeof import('../features/grievances/desk/words.ts').OWED_SENTENCES>;
  readonly 'grievances/portal/access-words.ACCESS': SaidIn<typeof import('../features/grievances/portal/access-words.ts').ACCESS>;
  readonly 'grievances/portal/access-words.MAY_WORDS': SaidIn<typeof import('../features/grievances/portal/access-words.ts').MAY_WORDS>;
  readonly 'grievances/portal/access-words.OF_WORDS': SaidIn<typeof import('../features/grievances/portal/access-words.ts').OF_WORDS>;
  readonly 'grievances/portal/access-words.RELATION_WORDS': SaidIn<
    typeof import('../features/grievances/portal/access-words.ts').RELATION_WORDS
  >;
  readonly 'grievances/portal/codes/code-words.CODE': SaidIn<typeof import('../features/grievances/portal/codes/code-words.ts').CODE>;
  readonly 'grievances/portal/codes/code.FRAME_NAME': SaidIn<typeof import('../features/grievances/portal/codes/code.page.tsx').FRAME_NAME>;
  readonly 'grievances/portal/doors.WORDS': SaidIn<typeof import('../features/grievances/portal/doors.tsx').WORDS>;
  readonly 'grievances/portal/files.WORDS': SaidIn<typeof import('../features/grievances/portal/files.tsx').WORDS>;
  readonly 'grievances/portal/filing/about.WORDS': SaidIn<typeof import('../features/grievances/portal/filing/about.page.tsx').WORDS>;
  readonly 'grievances/portal/filing/file-form.WORDS': SaidIn<typeof import('../features/grievances/portal/filing/file-form.tsx').WORDS>;
  readonly 'grievances/portal/filing/kiosk.WORDS': SaidIn<typeof import('../features/grievances/portal/filing/kiosk.page.tsx').WORDS>;
  readonly 'grievances/portal/filing/receipt.WORDS': SaidIn<typeof import('../features/grievances/portal/filing/receipt.tsx').WORDS>;
  readonly 'grievances/portal/filing/screen.WORDS': SaidIn<typeof import('../features/grievances/portal/filing/screen.page.tsx').WORDS>;
  readonly 'grievances/portal/filing/sealed-form.WORDS': SaidIn<
    typeof import('../features/grievances/portal/filing/sealed-form.tsx').WORDS
  >;
  readonly 'grievances/portal/filing/seen.ABOVE': SaidIn<typeof import('../features/grievances/portal/filing/seen.ts').ABOVE>;
  readonly 'grievances/portal/filing/service-field.WORDS': SaidIn<
    typeof import('../features/grievances/portal/filing/service-field.tsx').WORDS
  >;
  readonly 'grievances/portal/filing/tell-form.WORDS': SaidIn<typeof import('../features/grievances/portal/filing/tell-form.tsx').WORDS>;
  readonly 'grievances/portal/following/changed.WORDS': SaidIn<typeof import('../features/grievances/portal/following/changed.tsx').WORDS>;
  readonly 'grievances/portal/following/duty-words.DUTY': SaidIn<
    typeof import('../features/grievances/portal/following/duty-words.ts').DUTY
  >;
  readonly 'grievances/portal/following/duty-words.MISSED': SaidIn<
    typeof import('../features/grievances/portal/following/duty-words.ts').MISSED
  >;
  readonly 'grievances/portal/following/duty-words.OWES': SaidIn<
    typeof import('../features/grievances/portal/following/duty-words.ts').OWES
  >;
  readonly 'grievances/portal/following/follow-words.FOLLOW': SaidIn<
    typeof import('../features/grievances/portal/following/follow-words.ts').FOLLOW
  >;
  readonly 'grievances/portal/following/found.WORDS': SaidIn<typeof import('../features/grievances/portal/following/found.tsx').WORDS>;
  readonly 'grievances/portal/following/matter-calendar.WORDS': SaidIn<
    typeof import('../features/grievances/portal/following/matter-calendar.ts').WORDS
  >;
  readonly 'grievances/portal/following/option-words.COMMANDS': SaidIn<
    typeof import('../features/grievances/portal/following/option-words.ts').COMMANDS
  >;
  readonly 'grievances/portal/following/stages.WORDS': SaidIn<typeof import('../features/grievances/portal/following/stages.tsx').WORDS>;
  readonly 'grievances/portal/following/write.WORDS': SaidIn<typeof import('../features/grievances/portal/following/write.page.tsx').WORDS>;
  readonly 'grievances/portal/home.WORDS': SaidIn<typeof import('../features/grievances/portal/home.page.tsx').WORDS>;
  readonly 'grievances/portal/joint/join-words.FILERS_STEPS': SaidIn<
    typeof import('../features/grievances/portal/joint/join-words.ts').FILERS_STEPS
  >;
  readonly 'grievances/portal/joint/join-words.JOIN': SaidIn<typeof import('../features/grievances/portal/joint/join-words.ts').JOIN>;
  readonly 'grievances/portal/joint/join-words.MANY': SaidIn<typeof import('../features/grievances/portal/joint/join-words.ts').MANY>;
  readonly 'grievances/portal/offices.LATER': SaidIn<typeof import('../features/grievances/portal/offices.ts').LATER>;
  readonly 'grievances/portal/plain-words.ASK': SaidIn<typeof import('../features/grievances/portal/plain-words.tsx').ASK>;
  readonly 'grievances/portal/plain-words.CALLED': SaidIn<typeof import('../features/grievances/portal/plain-words.tsx').CALLED>;
  readonly 'grievances/portal/plain-words.CANNOT': SaidIn<typeof import('../features/grievances/portal/plain-words.tsx').CANNOT>;
  readonly 'grievances/portal/plain-words.COLLUDING': SaidIn<typeof import('../features/grievances/portal/plain-words.tsx').COLLUDING>;
  readonly 'grievances/portal/plain-words.DANGER': SaidIn<typeof import('../features/grievances/portal/plain-words.tsx').DANGER>;
  readonly 'grievances/portal/plain-words.NEVER': SaidIn<typeof import('../features/grievances/portal/plain-words.tsx').NEVER>;
  readonly 'grievances/portal/seal/seal-words.BODY_WORDS': SaidIn<
    typeof import('../features/grievances/portal/seal/seal-words.ts').BODY_WORDS
  >;
  readonly 'grievances/portal/seal/seal-words.CUSTODIAN': SaidIn<
    typeof import('../features/grievances/portal/seal/seal-words.ts').CUSTODIAN
  >;
  readonly 'grievances/portal/seal/seal-words.NEW_KEY': SaidIn<typeof import('../features/grievances/portal/seal/seal-words.ts').NEW_KEY>;
  readonly 'grievances/portal/seal/seal-words.SEAL': SaidIn<typeof import('../features/grievances/portal/seal/seal-words.ts').SEAL>;
  readonly 'grievances/portal/step-words.DOOR_WORDS': SaidIn<typeof import('../features/grievances/portal/step-words.ts').DOOR_WORDS>;
  readonly 'grievances/portal/step-words.NOTICE_WORDS': SaidIn<typeof import('../features/grievances/portal/step-words.ts').NOTICE_WORDS>;
  readonly 'grievances/portal/step-words.OUTCOME_WORDS': SaidIn<typeof import('../features/grievances/portal/step-words.ts').OUTCOME_WORDS>;
  readonly 'grievances/portal/step-words.PURPOSE_WORDS': SaidIn<typeof import('../features/grievances/portal/step-words.ts').PURPOSE_WORDS>;
  readonly 'grievances/portal/step-words.STANDS': SaidIn<typeof import('../features/grievances/portal/step-words.ts').STANDS>;
  readonly 'grievances/portal/step-words.STEPS': SaidIn<typeof import('../features/grievances/portal/step-words.ts').STEPS>;
  readonly 'grievances/portal/line/danger-fields.DANGER': SaidIn<
    typeof import('../features/grievances/portal/line/danger-fields.tsx').DANGER
  >;
  readonly 'grievances/portal/line/hazard-card.CARD': SaidIn<typeof import('../features/grievances/portal/line/hazard-card.tsx').CARD>;
  readonly 'grievances/portal/line/hazard-card.HAZARD_STAGES': SaidIn<
    typeof import('../features/grievances/portal/line/hazard-card.tsx').HAZARD_STAGES
  >;
  readonly 'grievances/portal/troubles/trouble-words.TROUBLE': SaidIn<
    typeof import('../features/grievances/portal/troubles/trouble-words.ts').TROUBLE
  >;
  readonly 'grievances/portal/verb-groups.GROUP_WORDS': SaidIn<typeof import('../features/grievances/portal/verb-groups.ts').GROUP_WORDS>;
  readonly 'hazards/desk/hazard-body.WORDS': SaidIn<typeof import('../features/hazards/desk/hazard-body.tsx').WORDS>;
  readonly 'hazards/desk/paper-words.PAPERS': SaidIn<typeof import('../features/hazards/desk/paper-words.ts').PAPERS>;
  readonly 'hazards/desk/words.CHOICES': SaidIn<typeof import('../features/hazards/desk/words.ts').CHOICES>;
  readonly 'hazards/desk/words.EVENTS': SaidIn<typeof import('../features/hazards/desk/words.ts').EVENTS>;
  readonly 'hazards/desk/words.FIELDS': SaidIn<typeof import('../features/hazards/desk/words.ts').FIELDS>;
  readonly 'hazards/desk/words.PAPER_GRADES': SaidIn<typeof import('../features/hazards/desk/words.ts').PAPER_GRADES>;
  readonly 'hazards/desk/words.PAPER_FIELDS': SaidIn<typeof import('../features/hazards/desk/words.ts').PAPER_FIELDS>;
  readonly 'hazards/desk/words.HEAD': SaidIn<typeof import('../features/hazards/desk/words.ts').HEAD>;
  readonly 'hazards/desk/words.LINKS': SaidIn<typeof import('../features/hazards/desk/words.ts').LINKS>;
  readonly 'hazards/desk/words.OWED': SaidIn<typeof import('../features/hazards/desk/words.ts').OWED>;
  readonly 'hazards/desk/words.SEATS': SaidIn<typeof import('../features/hazards/desk/words.ts').SEATS>;
  readonly 'hazards/portal/words.PUBLIC': SaidIn<typeof import('../features/hazards/portal/words.ts').PUBLIC>;
  readonly 'hazards/portal/words.STEP_WORDS': SaidIn<typeof import('../features/hazards/portal/words.ts').STEP_WORDS>;
  readonly 'hazards/portal/figures.WORDS': SaidIn<typeof import('../features/hazards/portal/figures.page.tsx').WORDS>;
  readonly 'hazards/desk/hazards.WORDS': SaidIn<typeof import('../features/hazards/desk/hazards.page.tsx').WORDS>;
  readonly 'hazards/desk/export.WORDS': SaidIn<typeof import('../features/hazards/desk/export.page.ts').WORDS>;
  readonly 'hazards/desk/words.STEPS': SaidIn<typeof import('../features/hazards/desk/words.ts').STEPS>;
  readonly 'kernel/callout/message.CALL_WORDS': SaidIn<typeof import('../kernel/callout/message.ts').CALL_WORDS>;
  readonly 'kernel/incident/kind-words.INCIDENT_KIND_WORDS': SaidIn<typeof import('../kernel/incident/kind-words.ts').INCIDENT_KIND_WORDS>;
  readonly 'kernel/form/form-words.FORM_WORDS': SaidIn<typeof import('../kernel/form/form-words.ts').FORM_WORDS>;
  readonly 'open311/domain/answers.DISCOVERY': SaidIn<typeof import('../features/open311/domain/answers.ts').DISCOVERY>;
  readonly 'open311/domain/answers.STATUS_NOTES': SaidIn<typeof import('../features/open311/domain/answers.ts').STATUS_NOTES>;
  readonly 'open311/domain/new-request.NOTICE': SaidIn<typeof import('../features/open311/domain/new-request.ts').NOTICE>;
  readonly 'letters/desk/words.CHOICES': SaidIn<typeof import('../features/letters/desk/words.ts').CHOICES>;
  readonly 'letters/desk/words.EVENTS': SaidIn<typeof import('../features/letters/desk/words.ts').EVENTS>;
  readonly 'letters/desk/words.FIELDS': SaidIn<typeof import('../features/letters/desk/words.ts').FIELDS>;
  readonly 'letters/desk/words.GAP_WORDS': SaidIn<typeof import('../features/letters/desk/words.ts').GAP_WORDS>;
  readonly 'letters/desk/words.HEAD': SaidIn<typeof import('../features/letters/desk/words.ts').HEAD>;
  readonly 'letters/desk/words.LINKS': SaidIn<typeof import('../features/letters/desk/words.ts').LINKS>;
  readonly 'letters/desk/words.MAP': SaidIn<typeof import('../features/letters/desk/words.ts').MAP>;
  readonly 'letters/desk/words.OWED': SaidIn<typeof import('../features/letters/desk/words.ts').OWED>;
  readonly 'letters/desk/words.PAPER': SaidIn<typeof import('../features/letters/desk/words.ts').PAPER>;
  readonly 'letters/desk/words.POST': SaidIn<typeof import('../features/letters/desk/words.ts').POST>;
  readonly 'letters/desk/words.SEATS': SaidIn<typeof import('../features/letters/desk/words.ts').SEATS>;
  readonly 'letters/desk/words.STANDINGS': SaidIn<typeof import('../features/letters/desk/words.ts').STANDINGS>;
  readonly 'letters/desk/words.STEPS': SaidIn<typeof import('../features/letters/desk/words.ts').STEPS>;
  readonly 'logbooks/desk/words.BOARD': SaidIn<typeof import('../features/logbooks/desk/words.ts').BOARD>;
  readonly 'logbooks/desk/words.EVENTS': SaidIn<typeof import('../features/logbooks/desk/words.ts').EVENTS>;
  readonly 'logbooks/desk/words.FIELDS': SaidIn<typeof import('../features/logbooks/desk/words.ts').FIELDS>;
  readonly 'logbooks/desk/words.HEAD': SaidIn<typeof import('../features/logbooks/desk/words.ts').HEAD>;
  readonly 'logbooks/desk/words.LINKS': SaidIn<typeof import('../features/logbooks/desk/words.ts').LINKS>;
  readonly 'logbooks/desk/words.OWED': SaidIn<typeof import('../features/logbooks/desk/words.ts').OWED>;
  readonly 'logbooks/desk/words.SEATS': SaidIn<typeof import('../features/logbooks/desk/words.ts').SEATS>;
  readonly 'logbooks/desk/words.STEPS': SaidIn<typeof import('../features/logbooks/desk/words.ts').STEPS>;
  readonly 'papers/desk/head-poster.WORDS': SaidIn<typeof import('../features/papers/desk/head-poster.page.tsx').WORDS>;
  readonly 'papers/desk/papers.WORDS': SaidIn<typeof import('../features/papers/desk/papers.page.tsx').WORDS>;
  readonly 'papers/domain/head-poster.WORDS': SaidIn<typeof import('../features/papers/domain/head-poster.ts').WORDS>;
  readonly 'papers/domain/number.NUMBER': SaidIn<typeof import('../features/papers/domain/number.ts').NUMBER>;
  readonly 'papers/domain/poster.WORDS': SaidIn<typeof import('../features/papers/domain/poster.ts').WORDS>;
  readonly 'papers/domain/words.FIELD_WORDS': SaidIn<typeof import('../features/papers/domain/words.ts').FIELD_WORDS>;
  readonly 'papers/domain/words.PAPER_WORDS': SaidIn<typeof import('../features/papers/domain/words.ts').PAPER_WORDS>;
  readonly 'papers/feature.NAV': SaidIn<typeof import('../features/papers/feature.ts').NAV>;
  readonly 'papers/portal/follow-papers.WORDS': SaidIn<typeof import('../features/papers/portal/follow-papers.page.tsx').WORDS>;
  readonly 'papers/portal/head-poster.WORDS': SaidIn<typeof import('../features/papers/portal/head-poster.page.tsx').WORDS>;
  readonly 'papers/portal/paper-list.WORDS': SaidIn<typeof import('../features/papers/portal/paper-list.tsx').WORDS>;
  readonly 'papers/portal/poster.WORDS': SaidIn<typeof import('../features/papers/portal/poster.page.tsx').WORDS>;
  readonly 'papers/server/to-sheets.LEFT_OUT': SaidIn<typeof import('../features/papers/server/to-sheets.ts').LEFT_OUT>;
  readonly 'papers/server/to-sheets.LOST': SaidIn<typeof import('../features/papers/server/to-sheets.ts').LOST>;
  readonly 'portal/dates.WORDS': SaidIn<typeof import('../portal/dates.ts').WORDS>;
  readonly 'portal/code-sentences.CODE_SENTENCES': SaidIn<typeof import('../portal/sentences/code-sentences.ts').CODE_SENTENCES>;
  readonly 'portal/door-sentences.DOOR_SENTENCES': SaidIn<typeof import('../portal/sentences/door-sentences.ts').DOOR_SENTENCES>;
  readonly 'portal/error-page.WORDS': SaidIn<typeof import('../portal/error-page.tsx').WORDS>;
  readonly 'portal/file-sentences.CHOOSE': SaidIn<typeof import('../portal/sentences/file-sentences.ts').CHOOSE>;
  readonly 'portal/passing-on-sentences.PASSING_ON_SENTENCES': SaidIn<
    typeof import('../portal/sentences/passing-on-sentences.ts').PASSING_ON_SENTENCES
  >;
  readonly 'portal/duty-sentences.DUTY_SENTENCES': SaidIn<typeof import('../portal/sentences/duty-sentences.ts').DUTY_SENTENCES>;
  readonly 'portal/file-sentences.FILE_SENTENCES': SaidIn<typeof import('../portal/sentences/file-sentences.ts').FILE_SENTENCES>;
  readonly 'portal/file-sentences.NTH': SaidIn<typeof import('../portal/sentences/file-sentences.ts').NTH>;
  readonly 'portal/frame.WORDS': SaidIn<typeof import('../portal/frame.tsx').WORDS>;
  readonly 'portal/joint-sentences.JOINT_SENTENCES': SaidIn<typeof import('../portal/sentences/joint-sentences.ts').JOINT_SENTENCES>;
  readonly 'portal/leaf.WORDS': SaidIn<typeof import('../portal/leaf.page.tsx').WORDS>;
  readonly 'portal/log-steps.WORDS': SaidIn<typeof import('../portal/log-steps.tsx').WORDS>;
  readonly 'portal/log.WORDS': SaidIn<typeof import('../portal/log.page.tsx').WORDS>;
  readonly 'portal/marks.MARKS': SaidIn<typeof import('../portal/marks.ts').MARKS>;
  readonly 'portal/record-words.EVENT_WORDS': SaidIn<typeof import('../portal/record-words.ts').EVENT_WORDS>;
  readonly 'portal/record-words.KIND_WORDS': SaidIn<typeof import('../portal/record-words.ts').KIND_WORDS>;
  readonly 'portal/record-words.RECORD': SaidIn<typeof import('../portal/record-words.ts').RECORD>;
  readonly 'portal/record-words.WAY_WORDS': SaidIn<typeof import('../portal/record-words.ts').WAY_WORDS>;
  readonly 'portal/refusal-sentences.FIELDS': SaidIn<typeof import('../portal/refusal-sentences.ts').FIELDS>;
  readonly 'portal/refusal-sentences.NAMED': SaidIn<typeof import('../portal/refusal-sentences.ts').NAMED>;
  readonly 'portal/refusal-sentences.SENTENCES': SaidIn<typeof import('../portal/refusal-sentences.ts').HERE>;
  readonly 'portal/role-words.ROLE_WORDS': SaidIn<typeof import('../portal/role-words.ts').ROLE_WORDS>;
  readonly 'portal/send-page.AT_KIOSK': SaidIn<typeof import('../portal/send-page.ts').AT_KIOSK>;
  readonly 'portal/sign-in-sentences.SIGN_IN_SENTENCES': SaidIn<
    typeof import('../portal/sentences/sign-in-sentences.ts').SIGN_IN_SENTENCES
  >;
  readonly 'portal/round-sentences.ROUND_SENTENCES': SaidIn<typeof import('../portal/sentences/round-sentences.ts').ROUND_SENTENCES>;
  readonly 'portal/hazard-sentences.HAZARD_SENTENCES': SaidIn<typeof import('../portal/sentences/hazard-sentences.ts').HAZARD_SENTENCES>;
  readonly 'portal/site-sentences.SITE_SENTENCES': SaidIn<typeof import('../portal/sentences/site-sentences.ts').SITE_SENTENCES>;
  readonly 'server/forms/print-form.WORDS': SaidIn<typeof import('../server/forms/print-form.ts').WORDS>;
  readonly 'server/mirror/words.WORDS': SaidIn<typeof import('../server/mirror/words.ts').WORDS>;
  readonly 'server/relay/templates.WORDS': SaidIn<typeof import('../server/relay/templates.ts').WORDS>;
  readonly 'rounds/desk/page-words.NEW_ROUND': SaidIn<typeof import('../features/rounds/desk/page-words.ts').NEW_ROUND>;
  readonly 'rounds/desk/page-words.ROUNDS': SaidIn<typeof import('../features/rounds/desk/page-words.ts').ROUNDS>;
  readonly 'rounds/desk/words.EVENTS': SaidIn<typeof import('../features/rounds/desk/words.ts').EVENTS>;
  readonly 'rounds/desk/words.FIELDS': SaidIn<typeof import('../features/rounds/desk/words.ts').FIELDS>;
  readonly 'rounds/desk/words.HEAD': SaidIn<typeof import('../features/rounds/desk/words.ts').HEAD>;
  readonly 'rounds/desk/words.LINKS': SaidIn<typeof import('../features/rounds/desk/words.ts').LINKS>;
  readonly 'rounds/desk/words.MOVE_WORDS': SaidIn<typeof import('../features/rounds/desk/words.ts').MOVE_WORDS>;
  readonly 'rounds/desk/words.NTH': SaidIn<typeof import('../features/rounds/desk/words.ts').NTH>;
  readonly 'rounds/desk/words.OWED': SaidIn<typeof import('../features/rounds/desk/words.ts').OWED>;
  readonly 'rounds/desk/words.POINT_WORDS': SaidIn<typeof import('../features/rounds/desk/words.ts').POINT_WORDS>;
  readonly 'rounds/desk/words.SEATS': SaidIn<typeof import('../features/rounds/desk/words.ts').SEATS>;
  readonly 'rounds/desk/words.STEPS': SaidIn<typeof import('../features/rounds/desk/words.ts').STEPS>;
  readonly 'rounds/desk/words.SUBJECT_WORDS': SaidIn<typeof import('../features/rounds/desk/words.ts').SUBJECT_WORDS>;
  readonly 'rounds/desk/words.YIELDS': SaidIn<typeof import('../features/rounds/desk/words.ts').YIELDS>;
  readonly 'rounds/portal/rounds.WORDS': SaidIn<typeof import('../features/rounds/portal/rounds.page.tsx').WORDS>;
  readonly 'incidents/desk/words.STEPS': SaidIn<typeof import('../features/incidents/desk/words.ts').STEPS>;
  readonly 'incidents/desk/words.EVENTS': SaidIn<typeof import('../features/incidents/desk/words.ts').EVENTS>;
  readonly 'incidents/desk/words.OWED': SaidIn<typeof import('../features/incidents/desk/words.ts').OWED>;
  readonly 'incidents/desk/words.FIELDS': SaidIn<typeof import('../features/incidents/desk/words.ts').FIELDS>;
  readonly 'incidents/desk/choice-words.CHOICES': SaidIn<typeof import('../features/incidents/desk/choice-words.ts').CHOICES>;
  readonly 'incidents/desk/choice-words.HEAD': SaidIn<typeof import('../features/incidents/desk/choice-words.ts').HEAD>;
  readonly 'incidents/desk/choice-words.DRILL_HEAD': SaidIn<typeof import('../features/incidents/desk/choice-words.ts').DRILL_HEAD>;
  readonly 'incidents/desk/choice-words.SEATS': SaidIn<typeof import('../features/incidents/desk/choice-words.ts').SEATS>;
  readonly 'incidents/desk/page-words.PAGE': SaidIn<typeof import('../features/incidents/desk/page-words.ts').PAGE>;
  readonly 'incidents/desk/phones-words.PHONES': SaidIn<typeof import('../features/incidents/desk/phones-words.ts').PHONES>;
  readonly 'incidents/desk/taps-words.TAPS': SaidIn<typeof import('../features/incidents/desk/taps-words.ts').TAPS>;
  readonly 'incidents/desk/figures-words.FIGURES': SaidIn<typeof import('../features/incidents/desk/figures-words.ts').FIGURES>;
  readonly 'incidents/portal/words.ANSWER': SaidIn<typeof import('../features/incidents/portal/words.ts').ANSWER>;
  readonly 'incidents/desk/review-words.REVIEW': SaidIn<typeof import('../features/incidents/desk/review-words.ts').REVIEW>;
  readonly 'portal/incident-sentences.INCIDENT_SENTENCES': SaidIn<
    typeof import('../portal/sentences/incident-sentences.ts').INCIDENT_SENTENCES
  >;
  readonly 'duty/desk/roster-words.STEPS': SaidIn<typeof import('../features/duty/desk/roster-words.ts').STEPS>;
  readonly 'duty/desk/roster-words.EVENTS': SaidIn<typeof import('../features/duty/desk/roster-words.ts').EVENTS>;
  readonly 'duty/desk/roster-words.OWED': SaidIn<typeof import('../features/duty/desk/roster-words.ts').OWED>;
  readonly 'duty/desk/roster-words.FIELDS': SaidIn<typeof import('../features/duty/desk/roster-words.ts').FIELDS>;
  readonly 'duty/desk/roster-words.HEAD': SaidIn<typeof import('../features/duty/desk/roster-words.ts').HEAD>;
  readonly 'duty/desk/roster-words.SEATS': SaidIn<typeof import('../features/duty/desk/roster-words.ts').SEATS>;
  readonly 'duty/desk/roster-words.REASONS': SaidIn<typeof import('../features/duty/desk/roster-words.ts').REASONS>;
  readonly 'duty/desk/shift-words.STEPS': SaidIn<typeof import('../features/duty/desk/shift-words.ts').STEPS>;
  readonly 'duty/desk/shift-words.EVENTS': SaidIn<typeof import('../features/duty/desk/shift-words.ts').EVENTS>;
  readonly 'duty/desk/shift-words.OWED': SaidIn<typeof import('../features/duty/desk/shift-words.ts').OWED>;
  readonly 'duty/desk/shift-words.FIELDS': SaidIn<typeof import('../features/duty/desk/shift-words.ts').FIELDS>;
  readonly 'duty/desk/shift-words.CHOICES': SaidIn<typeof import('../features/duty/desk/shift-words.ts').CHOICES>;
  readonly 'duty/desk/shift-words.HEAD': SaidIn<typeof import('../features/duty/desk/shift-words.ts').HEAD>;
  readonly 'duty/desk/shift-words.SEATS': SaidIn<typeof import('../features/duty/desk/shift-words.ts').SEATS>;
  readonly 'duty/desk/words.LINKS': SaidIn<typeof import('../features/duty/desk/words.ts').LINKS>;
  readonly 'duty/desk/words.DUTY': SaidIn<typeof import('../features/duty/desk/words.ts').DUTY>;
  readonly 'plans/desk/words.LINK': SaidIn<typeof import('../features/plans/desk/words.ts').LINK>;
  readonly 'plans/desk/words.PARTS': SaidIn<typeof import('../features/plans/desk/words.ts').PARTS>;
  readonly 'plans/desk/words.NUMBERS': SaidIn<typeof import('../features/plans/desk/words.ts').NUMBERS>;
  readonly 'plans/desk/words.CAUSES': SaidIn<typeof import('../features/plans/desk/words.ts').CAUSES>;
  readonly 'plans/desk/words.PLANS': SaidIn<typeof import('../features/plans/desk/words.ts').PLANS>;
  readonly 'plans/desk/team-words.TEAM_CLASSES': SaidIn<typeof import('../features/plans/desk/team-words.ts').TEAM_CLASSES>;
  readonly 'plans/desk/team-words.SKILL_WORDS': SaidIn<typeof import('../features/plans/desk/team-words.ts').SKILL_WORDS>;
  readonly 'plans/desk/team-words.TEAMS': SaidIn<typeof import('../features/plans/desk/team-words.ts').TEAMS>;
  readonly 'warnings/portal/words.LEVEL_WORDS': SaidIn<typeof import('../features/warnings/portal/words.ts').LEVEL_WORDS>;
  readonly 'warnings/portal/words.SOURCE_WORDS': SaidIn<typeof import('../features/warnings/portal/words.ts').SOURCE_WORDS>;
  readonly 'warnings/portal/words.LIFTED_WORDS': SaidIn<typeof import('../features/warnings/portal/words.ts').LIFTED_WORDS>;
  readonly 'warnings/portal/words.WARNED': SaidIn<typeof import('../features/warnings/portal/words.ts').WARNED>;
  readonly 'warnings/desk/words.STEPS': SaidIn<typeof import('../features/warnings/desk/words.ts').STEPS>;
  readonly 'warnings/desk/words.EVENTS': SaidIn<typeof import('../features/warnings/desk/words.ts').EVENTS>;
  readonly 'warnings/desk/words.OWED': SaidIn<typeof import('../features/warnings/desk/words.ts').OWED>;
  readonly 'warnings/desk/words.FIELDS': SaidIn<typeof import('../features/warnings/desk/words.ts').FIELDS>;
  readonly 'warnings/desk/words.AREA': SaidIn<typeof import('../features/warnings/desk/words.ts').AREA>;
  readonly 'warnings/desk/words.WAY_WORDS': SaidIn<typeof import('../features/warnings/desk/words.ts').WAY_WORDS>;
  readonly 'warnings/desk/words.SIGNER_WORDS': SaidIn<typeof import('../features/warnings/desk/words.ts').SIGNER_WORDS>;
  readonly 'warnings/desk/words.HEAD': SaidIn<typeof import('../features/warnings/desk/words.ts').HEAD>;
  readonly 'warnings/desk/words.SEATS': SaidIn<typeof import('../features/warnings/desk/words.ts').SEATS>;
  readonly 'warnings/desk/words.LINKS': SaidIn<typeof import('../features/warnings/desk/words.ts').LINKS>;
  readonly 'warnings/desk/words.WARNINGS': SaidIn<typeof import('../features/warnings/desk/words.ts').WARNINGS>;
  readonly 'portal/warning-sentences.WARNING_SENTENCES': SaidIn<
    typeof import('../portal/sentences/warning-sentences.ts').WARNING_SENTENCES
  >;
  readonly 'duty/portal/duty.WORDS': SaidIn<typeof import('../features/duty/portal/duty.page.tsx').WORDS>;
  readonly 'statements/desk/words.EVENTS': SaidIn<typeof import('../features/statements/desk/words.ts').EVENTS>;
  readonly 'statements/desk/words.FIELDS': SaidIn<typeof import('../features/statements/desk/words.ts').FIELDS>;
  readonly 'statements/desk/words.FIGURE_WORDS': SaidIn<typeof import('../features/statements/desk/words.ts').FIGURE_WORDS>;
  readonly 'statements/desk/words.HEAD': SaidIn<typeof import('../features/statements/desk/words.ts').HEAD>;
  readonly 'statements/desk/words.OWED': SaidIn<typeof import('../features/statements/desk/words.ts').OWED>;
  readonly 'statements/desk/words.PAPER': SaidIn<typeof import('../features/statements/desk/words.ts').PAPER>;
  readonly 'statements/desk/words.PERIOD': SaidIn<typeof import('../features/statements/desk/words.ts').PERIOD>;
  readonly 'statements/desk/words.SEATS': SaidIn<typeof import('../features/statements/desk/words.ts').SEATS>;
  readonly 'statements/desk/words.STATEMENTS': SaidIn<typeof import('../features/statements/desk/words.ts').STATEMENTS>;
  readonly 'statements/desk/words.STEPS': SaidIn<typeof import('../features/statements/desk/words.ts').STEPS>;
  readonly 'visits/desk/words.EVENTS': SaidIn<typeof import('../features/visits/desk/words.ts').EVENTS>;
  readonly 'visits/desk/words.FIELDS': SaidIn<typeof import('../features/visits/desk/words.ts').FIELDS>;
  readonly 'visits/desk/words.FINDING_WORDS': SaidIn<typeof import('../features/visits/desk/words.ts').FINDING_WORDS>;
  readonly 'visits/desk/words.HEAD': SaidIn<typeof import('../features/visits/desk/words.ts').HEAD>;
  readonly 'visits/desk/words.LINKS': SaidIn<typeof import('../features/visits/desk/words.ts').LINKS>;
  readonly 'visits/desk/words.OWED': SaidIn<typeof import('../features/visits/desk/words.ts').OWED>;
  readonly 'visits/desk/words.POINT_WORDS': SaidIn<typeof import('../features/visits/desk/words.ts').POINT_WORDS>;
  readonly 'visits/desk/words.SEATS': SaidIn<typeof import('../features/visits/desk/words.ts').SEATS>;
  readonly 'visits/desk/words.STEPS': SaidIn<typeof import('../features/visits/desk/words.ts').STEPS>;
  readonly 'visits/desk/words.VISITS': SaidIn<typeof import('../features/visits/desk/words.ts').VISITS>;
  readonly 'visits/portal/visits.WORDS': SaidIn<typeof import('../features/visits/portal/visits.page.tsx').WORDS>;
  readonly 'sites/desk/words.CHOICES': SaidIn<typeof import('../features/sites/desk/words.ts').CHOICES>;
  readonly 'sites/desk/words.CLASS_WORDS': SaidIn<typeof import('../features/sites/desk/words.ts').CLASS_WORDS>;
  readonly 'sites/desk/words.EVENTS': SaidIn<typeof import('../features/sites/desk/words.ts').EVENTS>;
  readonly 'sites/desk/words.FACT_WORDS': SaidIn<typeof import('../features/sites/desk/words.ts').FACT_WORDS>;
  readonly 'sites/desk/words.FIELDS': SaidIn<typeof import('../features/sites/desk/words.ts').FIELDS>;
  readonly 'sites/desk/words.HEAD': SaidIn<typeof import('../features/sites/desk/words.ts').HEAD>;
  readonly 'sites/desk/words.LINKS': SaidIn<typeof import('../features/sites/desk/words.ts').LINKS>;
  readonly 'sites/desk/words.OWED': SaidIn<typeof import('../features/sites/desk/words.ts').OWED>;
  readonly 'sites/desk/words.SEATS': SaidIn<typeof import('../features/sites/desk/words.ts').SEATS>;
  readonly 'sites/desk/words.STEPS': SaidIn<typeof import('../features/sites/desk/words.ts').STEPS>;
  readonly 'sites/desk/site-body.WORDS': SaidIn<typeof import('../features/sites/desk/site-body.tsx').WORDS>;
  readonly 'sites/desk/sites.WORDS': SaidIn<typeof import('../features/sites/desk/sites.page.tsx').WORDS>;
  readonly 'sites/portal/next-page.WORDS': SaidIn<typeof import('../features/sites/portal/next-page.tsx').WORDS>;
  readonly 'sites/portal/sites.WORDS': SaidIn<typeof import('../features/sites/portal/sites.page.tsx').WORDS>;
  readonly 'ways/portal/words.WORDS': SaidIn<typeof import('../features/ways/portal/words.ts').WORDS>;
}
