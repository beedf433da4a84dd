import { describe, expect, it } from 'vitest';
import { addressKey } from './address-key.ts';

describe('addressKey', () => {
  it.each([
    ['counts an IPv4 address by itself', '192.0.2.7', '192.0.2.7'],
    ['sees the IPv4 address in a mapped one', '::ffff:192.0.2.7', '192.0.2.7'],
    ['counts an IPv6 address by its /64 network', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['reads a shortened one', '2001:db8::1', '2001:db8:0:0::/64'],
    ['reads loopback', '::1', '0:0:0:0::/64'],
    ['writes leading zeros and capitals one way', '2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['leaves a zone out', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['leaves the zone of a virtual network out', 'fe80::1%eth0.100', 'fe80:0:0:0::/64'],
    ['sees it written in hexadecimal digits, too', '::FFFF:c000:0207', '192.0.2.7'],
    ['reads one that ends like an IPv4 address', '64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
    ['leaves alone what is no address', '_hidden', '_hidden'],
    ['has a name for no address at all', null, 'unknown'],
  ])('%s', (_title, ip, expected) => {
    expect(addressKey(ip)).toBe(expected);
  });
});
