import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

// IANA's registries of special-purpose addresses: what is not on the open internet is none of a webhook's business.
const PRIVATE_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Only global unicast is left, without what carries an IPv4 address in it and what documentation uses. */
const PRIVATE_V6: readonly (readonly [string, number])[] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

// One list a family: a list that holds both finds an IPv4 address in the networks of IPv6, too.
const blocked = { ipv4: new BlockList(), ipv6: new BlockList() } as const;
for (const [net, bits] of PRIVATE_V4) blocked.ipv4.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of PRIVATE_V6) blocked.ipv6.addSubnet(net, bits, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether a message may go to this address: one of the open internet, or of this machine where that is allowed (tests). */
export const isReachable = (address: string, withLoopback: boolean): boolean => {
  const family = isIP(address);
  if (family === 0) return false;
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  return loopback.check(address, kind) ? withLoopback : !blocked[kind].check(address, kind);
};

/** Looks a name up and lets the connection see only addresses that may be reached: one bad one refuses all, and nothing is looked up twice. */
export const guardedLookup =
  (withLoopback: boolean): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0);
      const [first] = found;
      if (!first || found.some((it) => !isReachable(it.address, withLoopback))) return done(new Error('address_private'), '', 0);
      return options.all === true ? done(null, [...found]) : done(null, first.address, first.family);
    });
  };
