/** A system of the mission and where it is seen: pages, commands and tests that exist, and what is not there yet. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly pages: readonly string[];
  readonly commands: readonly string[];
  readonly tests: readonly string[];
  /** Empty where nothing of its row is missing. */
  readonly missing: string;
}

/** The systems of the mission, S0 to S20. */
export const ROWS: readonly Row[] = [
  {
    id: 'S0',
    name: 'Independent door',
    pages: ['/door', '/door/write', '/desk/door'],
    commands: ['door', 'admin door'],
    tests: ['features/grievances/domain/child/child.test.ts', 'test/e2e/door.e2e.ts', 'test/safety.test.ts'],
    missing: '',
  },
  {
    id: 'S1',
    name: 'Grievance desk',
    pages: ['/file', '/follow', '/desk', '/desk/intake', '/screen', '/kiosk'],
    commands: ['import', 'admin subjects', 'admin transfers'],
    tests: ['test/e2e/life.e2e.ts', 'features/grievances/transfer.e2e.ts', 'features/grievances/domain/receipts/carry.test.ts'],
    missing: '',
  },
  {
    id: 'S2',
    name: 'Clocks and supervision',
    pages: ['/desk', '/follow'],
    commands: ['policy explain'],
    tests: ['test/scenarios/frozen-office.pg.test.ts'],
    missing: '',
  },
  {
    id: 'S3',
    name: 'Review and re-review',
    pages: ['/follow'],
    commands: ['policy explain'],
    tests: ['test/e2e/life.e2e.ts'],
    missing: '',
  },
  {
    id: 'S4',
    name: 'Mediation and legal aid',
    pages: ['/mediation', '/file'],
    commands: ['policy explain'],
    tests: ['test/misuse/mediation.test.ts', 'test/scenarios/mediation.pg.test.ts', 'test/e2e/mediation.e2e.ts'],
    missing: '',
  },
  {
    id: 'S5',
    name: 'Hazard ledger',
    pages: ['/hazards', '/desk/hazards', '/hazards/figures'],
    commands: ['replay-hazards'],
    tests: ['features/hazards/hazards.e2e.ts', 'features/hazards/listed.e2e.ts'],
    missing: '',
  },
  {
    id: 'S6',
    name: 'Site checks',
    pages: ['/desk/today', '/desk/sites', '/desk/board', '/sites'],
    commands: ['form check', 'programme explain'],
    tests: ['features/checks/checks.e2e.ts', 'features/checks/field.e2e.ts'],
    missing: 'choosing a site from a list on a desk page; looking again without a signal with the old photo beside the new one',
  },
  {
    id: 'S7',
    name: 'Duty',
    pages: ['/duty', '/desk/duty'],
    commands: ['duty check', 'duty explain'],
    tests: ['features/duty/server/shifts.pg.test.ts', 'features/duty/server/rosters.pg.test.ts'],
    missing: '',
  },
  {
    id: 'S8',
    name: 'Incidents',
    pages: ['/desk/incidents', '/warnings'],
    commands: ['replay-incidents', 'cap check'],
    tests: ['features/incidents/incident.e2e.ts', 'test/scenarios/frozen-night.pg.test.ts'],
    missing: 'web push tried with a service of the internet',
  },
  {
    id: 'S9',
    name: 'Plans and drills',
    pages: ['/desk/plans', '/desk/plans/teams'],
    commands: ['plan check', 'plan print'],
    tests: ['features/incidents/drill.e2e.ts', 'features/incidents/teams.e2e.ts'],
    missing: '',
  },
  {
    id: 'S10',
    name: 'Status returns',
    pages: ['/desk/returns', '/desk/circulars'],
    commands: ['programme explain', 'policy explain'],
    tests: ['features/returns/returns.e2e.ts', 'test/scenarios/returns-cascade.pg.test.ts', 'features/circulars/circulars.e2e.ts'],
    missing: '',
  },
  { id: 'S11', name: 'Rounds', pages: ['/rounds', '/desk/rounds'], commands: [], tests: ['features/rounds/rounds.e2e.ts'], missing: '' },
  {
    id: 'S12',
    name: 'Responsibility map',
    pages: ['/desk/responsibility'],
    commands: [],
    tests: ['features/letters/letters.e2e.ts'],
    missing: '',
  },
  {
    id: 'S13',
    name: 'Joint decisions',
    pages: ['/desk/conferences', '/decisions'],
    commands: ['policy explain'],
    tests: ['features/conferences/conferences.e2e.ts'],
    missing: '',
  },
  {
    id: 'S14',
    name: 'Assessment',
    pages: ['/figures', '/hazards/figures', '/desk/board'],
    commands: ['figures'],
    tests: ['test/scenarios/figures.pg.test.ts', 'features/figures/server/work-figures.pg.test.ts'],
    missing: '',
  },
  {
    id: 'S15',
    name: 'Outreach and training',
    pages: ['/outreach', '/desk/outreach'],
    commands: ['programme explain', 'form check'],
    tests: ['features/outreach/outreach.e2e.ts', 'policy/programme-cases.test.ts'],
    missing: '',
  },
  {
    id: 'S16',
    name: 'Help',
    pages: ['/help', '/help/gaps', '/ways', '/file'],
    commands: ['policy explain'],
    tests: ['features/help/server/gaps.pg.test.ts', 'test/e2e/help.e2e.ts', 'features/ways/portal/ways.pg.test.ts'],
    missing: '',
  },
  {
    id: 'S17',
    name: 'Papers and archive',
    pages: ['/follow/papers'],
    commands: ['archive', 'restore', 'admin papers'],
    tests: ['features/papers/server/papers.pg.test.ts'],
    missing: '',
  },
  {
    id: 'S18',
    name: 'Public hazard line',
    pages: ['/danger', '/file', '/desk/cash'],
    commands: [],
    tests: ['test/misuse/reported-place.pg.test.ts'],
    missing: '',
  },
  { id: 'S19', name: 'Equipment and stores', pages: ['/desk/assets'], commands: [], tests: ['features/assets/assets.e2e.ts'], missing: '' },
  {
    id: 'S20',
    name: 'Consultation',
    pages: ['/consultations', '/desk/consultations', '/file'],
    commands: ['policy explain'],
    tests: ['test/scenarios/consultation-5000.pg.test.ts', 'features/consultations/consultations.e2e.ts'],
    missing: 'hearings and expert reviews of a draft; a draft as a file',
  },
];

/** What offices ask for, what is built instead, and the safeguard that says why. */
interface Narrowed {
  readonly row: string;
  readonly asked: string;
  readonly built: string;
  readonly why: string;
  readonly shownBy: string;
}

export const NARROWED: readonly Narrowed[] = [
  {
    row: 'S0',
    asked: 'registers of bullied pupils, and of pupils “with problems”',
    built: 'a procedure for one report: protect, guardian, look outside, remedy, ask; no field for who it is',
    why: 'mission 1, G19',
    shownBy: 'features/grievances/domain/child/child.test.ts',
  },
  {
    row: 'S1',
    asked: 'calling on people after an answer, to see how they are',
    built: 'a question on the filer’s own page: was the promise kept',
    why: 'G8',
    shownBy: 'test/e2e/life.e2e.ts',
  },
  {
    row: 'S1',
    asked: 'an officer who carries a matter, against a promise to go no higher',
    built: 'a mandate that shows progress, ends at any time, and leaves every way open',
    why: 'mission 8, G17',
    shownBy: 'features/grievances/domain/receipts/carry.test.ts',
  },
  {
    row: 'S1',
    asked: 'rules by how many people come together',
    built: 'joint matters: a padded set, a band a day, representatives as a number',
    why: 'G15',
    shownBy: 'test/misuse/joint.pg.test.ts',
  },
  {
    row: 'S2',
    asked: 'order by who may go higher or be heard',
    built: 'order by danger and by due date, the same for everybody',
    why: 'G2',
    shownBy: 'test/safety.test.ts',
  },
  {
    row: 'S3',
    asked: 'lists of those who file again',
    built: 'age of the matter and the office that has it; no two matters are joined by who filed them',
    why: 'mission 1',
    shownBy: 'test/misuse/linkage.pg.test.ts',
  },
  {
    row: 'S4',
    asked: 'settlements that end complaining',
    built: 'terms of twelve kinds of things done or handed over; a gag is refused',
    why: 'G17',
    shownBy: 'test/misuse/mediation.test.ts',
  },
  {
    row: 'S4',
    asked: 'quotas of disputes and files a year',
    built: 'none: nil is a good answer',
    why: 'mission 5',
    shownBy: 'test/misuse/mediation.test.ts',
  },
  {
    row: 'S6',
    asked: 'rooms patrolled and sleepers counted, gates that write down who passes',
    built: 'questions about things; people as counts of a closed list',
    why: 'G11',
    shownBy: 'policy/hostile-programmes.test.ts',
  },
  {
    row: 'S6',
    asked: 'positions of those who patrol',
    built: 'a code at a fixed point, which proves no presence and is not said to',
    why: 'G21',
    shownBy: 'test/safety.test.ts',
  },
  {
    row: 'S7',
    asked: 'duty by political dates',
    built: 'working days, holidays, terms and seasons',
    why: 'G12, G22',
    shownBy: 'policy/duty.test.ts',
  },
  {
    row: 'S8',
    asked: 'incidents of assembly, petition or opinion; records of talks and films of people',
    built: 'a closed list of dangers; people as counts',
    why: 'G12',
    shownBy: 'test/safety.test.ts',
  },
  {
    row: 'S8',
    asked: 'reports that a leader clears first',
    built: 'an approval beside the clock; the clock runs and the report goes out',
    why: 'G12',
    shownBy: 'test/scenarios/frozen-night.pg.test.ts',
  },
  {
    row: 'S9',
    asked: 'information officers in teams',
    built: 'teams of closed classes and skills, each something that one does to rescue',
    why: 'G12',
    shownBy: 'policy/plans/plan.test.ts',
  },
  {
    row: 'S10',
    asked: 'daily returns on persons, movements and petitions',
    built: 'numbers about things and papers due; no remarks; what the system knows is filled in by it',
    why: 'G2, G11',
    shownBy: 'policy/form.test.ts',
  },
  {
    row: 'S13',
    asked: 'a leader who answers for a person; meetings on who may travel',
    built: 'a matter taken by its number, one post, one plan; an agenda of duties that are stuck',
    why: 'mission 1 to 3',
    shownBy: 'features/conferences/conferences.e2e.ts',
  },
  {
    row: 'S14',
    asked: 'points, ranks and marks off for people who go higher',
    built: 'facts an office, unranked; breaches always shown',
    why: 'mission 5, G16',
    shownBy: 'test/scenarios/figures.pg.test.ts',
  },
  {
    row: 'S15',
    asked: 'attendance lists, pledges signed by pupils, thought work, rules of conduct for petitioners, a quota of leaflets',
    built: 'counts of people and things by closed lists; topics and posts that teach are closed, too',
    why: 'G11',
    shownBy: 'policy/form.test.ts',
  },
  {
    row: 'S16',
    asked: 'registers of veterans, former prisoners, pupils with troubles',
    built: 'subjects that name a service, for anybody who asks',
    why: 'G19',
    shownBy: 'policy/subjects.test.ts',
  },
  {
    row: 'S17',
    asked: 'papers and exports by name',
    built: '“the holder of receipt …”; one dossier at a time, which the filer sees',
    why: 'G13',
    shownBy: 'features/papers/server/papers.pg.test.ts',
  },
  {
    row: 'S20',
    asked: 'an assessment before a decision of who will object and how strongly',
    built: 'a draft that is open to everybody, comments without a name, and an answer to each',
    why: 'mission 1 and 4, G10',
    shownBy: 'test/scenarios/consultation-5000.pg.test.ts',
  },
];
