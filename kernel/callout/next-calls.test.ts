import { describe, expect, it } from 'vitest';
import { CallOut, chainOf } from '../../test/support/calls/callout.ts';
import { callState, isAnswered, isThere, silentPosts } from './call-state.ts';

describe('whom a call-out calls', () => {
  it('calls the first step at once, and the next step with the leader when nobody answered in its minutes', () => {
    const out = new CallOut(chainOf(['one:a in 5', 'one:b in 3']));
    expect(out.at(0)).toEqual(['a first 1.1']);
    expect(out.until(4)).toEqual([]);
    expect(out.until(5)).toEqual(['5: lead leader 1.1', '5: b next 2.1']);
    expect(silentPosts(callState(out.facts))).toEqual(['a', 'b']);
  });

  it('begins again after the last step, never silently over, and tells the leader of every step once', () => {
    const out = new CallOut(chainOf(['one:a in 5', 'one:b in 3']));
    out.at(0);
    expect(out.until(24)).toEqual([
      '5: lead leader 1.1',
      '5: b next 2.1',
      '8: lead leader 2.1',
      '8: a again 1.2',
      '13: lead leader 1.2',
      '13: b again 2.2',
      '16: lead leader 2.2',
      '16: a again 1.3',
      '21: lead leader 1.3',
      '21: b again 2.3',
      '24: lead leader 2.3',
      '24: a again 1.4',
    ]);
  });

  it('stops calling once one has answered where one is enough', () => {
    const out = new CallOut(chainOf(['one:a,b in 5', 'one:c in 5']));
    expect(out.at(0)).toEqual(['a first 1.1', 'b first 1.1']);
    out.at(2);
    out.says('b', 'acknowledged');
    expect(out.until(31)).toEqual([]);
  });

  it('goes on at once where nobody holds a step, writes that down, and tells the leader', () => {
    const out = new CallOut(chainOf(['one:gone in 30', 'each:gone,also in 30', 'one:b in 5']), { holders: { gone: [], also: [] } });
    expect(out.at(0)).toEqual(['nobody 1.1', 'lead leader 1.1', 'nobody 2.1', 'b first 3.1']);
  });

  it('calls those who are there where only some of a step are', () => {
    const out = new CallOut(chainOf(['each:gone,b in 5', 'one:c in 5']), { holders: { gone: [] } });
    expect(out.at(0)).toEqual(['b first 1.1']);
    out.says('b', 'acknowledged');
    expect(out.until(29)).toEqual([]);
  });

  it('looks up who has a seat when the step comes up, and calls each of them once', () => {
    const out = new CallOut(chainOf(['each:fire/duty/lead,fire/duty/second in 5']), {
      holders: { 'fire/duty/lead': ['a'], 'fire/duty/second': ['a', 'b'] },
    });
    expect(out.at(0)).toEqual(['a first 1.1', 'b first 1.1']);
  });

  it('with nobody anywhere asks again when the last step is over, and does not run in a circle', () => {
    const out = new CallOut(chainOf(['one:gone in 2', 'one:gone in 3'], { leader: 'gone' }), { holders: { gone: [] } });
    expect(out.at(0)).toEqual(['nobody 1.1', 'nobody 2.1']);
    expect(out.until(6)).toEqual(['3: nobody 1.2', '3: nobody 2.2', '6: nobody 1.3', '6: nobody 2.3']);
  });

  it('does not call who caused it, who knows; a step of that post alone goes on at once', () => {
    const out = new CallOut(chainOf(['one:a in 5', 'one:a,b in 5'], { leader: 'a' }), { by: 'a' });
    expect(out.at(0)).toEqual(['nobody 1.1', 'b first 2.1']);
    expect(out.until(20).filter((line) => line.includes(' a '))).toEqual([]);
  });
});

describe('several who have to answer', () => {
  it('one’s answer leaves the others being called: unanswered in time, the next step comes up and the leader hears of it', () => {
    const out = new CallOut(chainOf(['each:a,b in 5', 'one:c in 5'], { silentMinutes: 60 }));
    out.at(0);
    out.says('a', 'acknowledged');
    expect(silentPosts(callState(out.facts))).toEqual(['b']);
    expect(out.until(5)).toEqual(['5: lead leader 1.1', '5: c next 2.1']);
  });

  it('who has answered is not called again in that cycle', () => {
    const out = new CallOut(chainOf(['each:a,b in 5', 'each:a,c in 5']));
    out.at(0);
    out.says('a', 'acknowledged');
    expect(out.until(5)).toEqual(['5: lead leader 1.1', '5: c next 2.1']);
  });

  it('an answer does not silence a later cycle', () => {
    const out = new CallOut(chainOf(['each:a,b in 5']));
    out.at(0);
    out.says('a', 'acknowledged');
    expect(out.until(5)).toEqual(['5: lead leader 1.1', '5: a again 1.2', '5: b again 1.2']);
  });

  it('a second answer is recorded and changes nothing', () => {
    const out = new CallOut(chainOf(['each:a,b in 5'], { silentMinutes: 8 }));
    out.at(0);
    out.says('a', 'acknowledged').says('b', 'acknowledged');
    out.at(4);
    out.says('a', 'acknowledged');
    expect(callState(out.facts).answers.map(({ post }) => post)).toEqual(['a', 'b', 'a']);
    expect(callState(out.facts).standings.get('a')?.at).toBe(out.facts[0]?.at);
    expect(out.until(8)).toEqual(['8: a silent 1.1', '8: b silent 1.1']);
  });

  it('all of them answered: nobody is called, and with all of them there it is done', () => {
    const chain = chainOf(['each:a,b in 5', 'one:c in 5']);
    const out = new CallOut(chain);
    out.at(0);
    out.says('a', 'acknowledged').says('b', 'acknowledged');
    expect(out.until(20)).toEqual([]);
    out.says('a', 'arrived');
    expect(isThere(chain, callState(out.facts))).toBe(false);
    out.says('b', 'arrived');
    expect(isThere(chain, callState(out.facts))).toBe(true);
    expect(out.until(500)).toEqual([]);
    expect(out.nextAt).toBeNull();
  });

  it('who is there is not called in a later cycle; the others are', () => {
    const out = new CallOut(chainOf(['each:a,b in 5']));
    out.at(0);
    out.says('a', 'arrived');
    expect(out.until(5)).toEqual(['5: lead leader 1.1', '5: b again 1.2']);
    out.says('b', 'arrived');
    expect(out.until(100)).toEqual([]);
  });
});

describe('who declines', () => {
  it('all of a step: the next one is called at once, and the leader', () => {
    const out = new CallOut(chainOf(['one:a,b in 30', 'one:c in 5']));
    out.at(0);
    out.says('a', 'declined');
    expect(out.at(1)).toEqual([]);
    out.says('b', 'declined');
    expect(out.at(1.5)).toEqual(['lead leader 1.1', 'c next 2.1']);
  });

  it('all of the last step: the leader hears at once, and once; the chain begins again when its minutes are over', () => {
    const out = new CallOut(chainOf(['one:a in 10']));
    out.at(0);
    out.says('a', 'declined');
    expect(out.at(1)).toEqual(['lead leader 1.1']);
    expect(out.until(10)).toEqual(['10: a again 1.2']);
  });

  it('after having answered, is no answer any more; who declined and comes after all is one', () => {
    const chain = chainOf(['one:a in 5', 'one:b in 5']);
    const out = new CallOut(chain);
    out.at(0);
    out.says('a', 'acknowledged');
    out.at(10);
    out.says('a', 'declined');
    expect(out.at(10)).toEqual(['lead leader 1.1', 'b next 2.1']);
    out.says('a', 'acknowledged');
    expect(isAnswered(chain, callState(out.facts), out.facts[0]!.at)).toBe(true);
    expect(out.until(30)).toEqual([]);
  });
});

describe('who answered and is not there', () => {
  it('is called back after the silent minutes, and without an answer the next step comes up', () => {
    const out = new CallOut(chainOf(['one:a in 5', 'one:b in 5'], { silentMinutes: 20 }));
    out.at(0);
    out.at(1);
    out.says('a', 'acknowledged');
    expect(out.until(26)).toEqual(['21: a silent 1.1', '26: lead leader 1.1', '26: b next 2.1']);
  });

  it('is called back once: who answers again and still is not there is waited for no longer', () => {
    const out = new CallOut(chainOf(['one:a in 5', 'one:b in 5'], { silentMinutes: 20 }));
    out.at(0);
    out.says('a', 'acknowledged');
    expect(out.until(20)).toEqual(['20: a silent 1.1']);
    out.says('a', 'acknowledged');
    expect(out.until(40)).toEqual(['40: lead leader 1.1', '40: b next 2.1']);
  });

  it('is not called back once it is there, nor once as many as are needed are there', () => {
    const out = new CallOut(chainOf(['one:a,b in 5'], { silentMinutes: 20 }));
    out.at(0);
    out.says('a', 'acknowledged').says('b', 'acknowledged');
    out.at(10);
    out.says('a', 'arrived');
    expect(out.until(200)).toEqual([]);
  });
});

describe('a call-out over time', () => {
  it('an answer that comes late stops what was called since', () => {
    const out = new CallOut(chainOf(['one:a in 5', 'one:b in 5', 'one:c in 5']));
    out.at(0);
    out.until(7);
    out.says('a', 'acknowledged');
    expect(out.until(30)).toEqual([]);
  });

  it('an answer of somebody who was not called yet counts when their step comes up', () => {
    const out = new CallOut(chainOf(['one:a in 5', 'one:b in 5', 'one:c in 5']));
    out.at(0);
    out.says('b', 'acknowledged');
    expect(out.until(25)).toEqual(['5: lead leader 1.1', '5: b next 2.1']);
  });

  it('gives who answered before they were called their time from the call on', () => {
    const out = new CallOut(chainOf(['one:a in 5', 'one:b in 5'], { silentMinutes: 8 }));
    out.at(0);
    out.says('b', 'acknowledged');
    expect(out.at(60)).toEqual(['lead leader 1.1', 'b next 2.1']);
    expect(out.until(68)).toEqual(['68: b silent 2.1']);
  });

  it('that nobody could look after for hours catches up by one step, and calls nobody twice in one answer', () => {
    const out = new CallOut(chainOf(['one:a in 5', 'one:b in 5', 'one:a in 5'], { leader: 'b' }));
    out.at(0);
    expect(out.at(600)).toEqual(['b next 2.1']);
    expect(out.at(601)).toEqual([]);
    expect(out.at(605)).toEqual(['a next 3.1']);
  });

  it('that has ended calls nobody, however long it is asked', () => {
    const out = new CallOut(chainOf(['one:a in 5', 'one:b in 5']));
    out.at(0);
    out.ends();
    expect(out.until(600)).toEqual([]);
    expect(out.nextAt).toBeNull();
  });

  it('that begins anew after its end calls everybody from the first step on, in a cycle of its own', () => {
    const out = new CallOut(chainOf(['one:a in 5']));
    out.at(0);
    out.says('a', 'arrived').ends();
    out.at(10);
    out.beginsAnew();
    expect(out.at(10)).toEqual(['a first 1.2']);
    expect(out.until(15)).toEqual(['15: lead leader 1.2', '15: a again 1.3']);
  });

  it('that is begun a second time while it runs goes on as it did', () => {
    const out = new CallOut(chainOf(['one:a in 5', 'one:b in 5']));
    out.at(0);
    out.beginsAnew('a');
    expect(out.until(5)).toEqual(['5: lead leader 1.1', '5: b next 2.1']);
  });

  it('says when to ask again: strictly later, the nearer of a step’s end and of who is not there', () => {
    const out = new CallOut(chainOf(['each:a,b in 15', 'one:c in 5'], { silentMinutes: 10 }));
    out.at(0);
    out.says('a', 'acknowledged');
    out.at(1);
    expect(out.nextAt).toBe(out.facts[0]!.at + 10 * 60_000);
    expect(out.until(10)).toEqual(['10: a silent 1.1']);
    expect(out.nextAt).toBe(out.facts[0]!.at + 25 * 60_000);
  });
});
