import ipaddr from 'ipaddr.js';

const GROUPS_OF_A_NETWORK = 4;

/** What requests of one address are counted under. Of IPv6 the /64 network: one subscriber has all of its addresses. */
export function addressKey(ip: string | null): string {
  if (ip === null) return 'unknown';
  const [address = ip] = ip.split('%');
  if (!ipaddr.IPv6.isValid(address)) return ip;
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  const network = parsed.parts.slice(0, GROUPS_OF_A_NETWORK).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}
