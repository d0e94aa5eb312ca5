import {
  close,
  decideInvestigation,
  doLesson,
  extendInvestigation,
  holdAppraisal,
  lookAtMeasures,
  reportInvestigation,
  setLesson,
  writeReview,
} from './after.ts';
import { acknowledge, arrive, countersign, decline, endCalls, enterCall, finishTask, openPlan } from './calls.ts';
import { assess, noteFault } from './drill.ts';
import {
  enterPaper,
  findFault,
  reportFurther,
  returnReport,
  sendReport,
  stateToll,
  takeFurther,
  takePeerReport,
  takeReport,
} from './reports.ts';
import { count, endDanger, endLevel, giveAlarm, handCommand, sayOut, setLevel, setTask, takeCommand, writeSituation } from './scene.ts';
import type { Verb } from './shared.ts';
import { confirm, grade, regrade, standDown } from './word.ts';

/** Who was called, what is done on the scene: the same of an incident and of a drill. */
const SHARED: readonly Verb[] = [
  acknowledge,
  decline,
  arrive,
  openPlan,
  enterCall,
  countersign,
  takeCommand,
  handCommand,
  finishTask,
  setTask,
  writeSituation,
  setLevel,
  endLevel,
  giveAlarm,
  sayOut,
  count,
  endCalls,
];

/** Every step of an incident, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [
  confirm,
  standDown,
  takePeerReport,
  ...SHARED,
  sendReport,
  takeReport,
  returnReport,
  enterPaper,
  reportFurther,
  takeFurther,
  grade,
  regrade,
  stateToll,
  endDanger,
  findFault,
  holdAppraisal,
  extendInvestigation,
  reportInvestigation,
  decideInvestigation,
  lookAtMeasures,
  writeReview,
  setLesson,
  doLesson,
  close,
];

/** Every step of a drill. */
export const DRILL_STEPS: readonly Verb[] = [
  ...SHARED,
  sendReport,
  takeReport,
  returnReport,
  stateToll,
  noteFault,
  endDanger,
  assess,
  writeReview,
  setLesson,
  doLesson,
  close,
];
