// Who counts as a provider of their own, where a rule says that so many have to agree. Two endpoints of one registrable domain
// are one provider, whatever their hosts are called, and so are two of one named operator. It asks nobody.

import { getDomain } from "tldts-icann";

/** An endpoint as this rule sees it. */
export type EndpointIdentity = {
	/** The name the user sees. */
	readonly name: string;
	readonly url: string;
	/** Who runs it, where that is known by name. */
	readonly operator?: string;
};

/** Endpoints that count once. */
export type Independent<P extends EndpointIdentity> = {
	/** What they share, as a person knows it: "example.com". */
	readonly owner: string;
	/** One at least. */
	readonly members: readonly P[];
};

/** The eight groups of an IPv6 address; null for any other host. The URL parser has written the address in its one short form. */
const groupsOf = (host: string): readonly number[] | null => {
	if (!host.startsWith("[")) return null;
	const [head = "", tail] = host.slice(1, -1).split("::");
	const parts = (text: string | undefined): readonly number[] =>
		text === undefined || text === ""
			? []
			: text.split(":").map((part) => Number.parseInt(part, 16));
	const [first, last] = [parts(head), parts(tail)];
	const zeros = new Array<number>(8 - first.length - last.length).fill(0);
	return [...first, ...(tail === undefined ? [] : zeros), ...last];
};

/**
 * How an IPv4 address stands inside an IPv6 one: what the groups begin with, and which two of them it is. Mapped (RFC 4291),
 * translated (SIIT, RFC 2765), by the two prefixes of NAT64 (RFC 6052, RFC 8215: the local one in its form of 96 bits), 6to4
 * (RFC 3056), Teredo, whose last two groups are the client's with all bits turned (RFC 4380), and the old compatible form.
 */
const inside: readonly {
	readonly begins: readonly number[];
	readonly at: number;
	readonly turned?: true;
}[] = [
	{ begins: [0, 0, 0, 0, 0, 0xffff], at: 6 },
	{ begins: [0, 0, 0, 0, 0xffff, 0], at: 6 },
	{ begins: [0x64, 0xff9b, 0, 0, 0, 0], at: 6 },
	{ begins: [0x64, 0xff9b, 1], at: 6 },
	{ begins: [0x2002], at: 1 },
	{ begins: [0x2001, 0], at: 6, turned: true },
	{ begins: [0, 0, 0, 0, 0, 0], at: 6 },
];

/** An IPv4 address inside an IPv6 one is the same address; the IPv6 loopback and "any" are none. */
const plainHost = (host: string): string => {
	const groups = groupsOf(host);
	if (groups === null || host === "[::1]" || host === "[::]") return host;
	const found = inside.find(({ begins }) =>
		begins.every((group, i) => groups[i] === group),
	);
	if (found === undefined) return host;
	return [groups[found.at] ?? 0, groups[found.at + 1] ?? 0]
		.map((group) => (found.turned === true ? group ^ 0xffff : group))
		.flatMap((group) => [group >> 8, group & 255])
		.join(".");
};

/** The /48 of an IPv6 address; null for any other host. */
const networkOf = (host: string): string | null => {
	const groups = groupsOf(host);
	if (groups === null) return null;
	const shown = groups.slice(0, 3).map((group) => group.toString(16));
	return `[${shown.join(":")}::]/48`;
};

const isLoopback = (host: string): boolean =>
	/^127\.\d+\.\d+\.\d+$/.test(host) ||
	host === "[::1]" ||
	// a connection to no address in particular ends here
	/^0\.\d+\.\d+\.\d+$/.test(host) ||
	host === "[::]" ||
	host === "localhost" ||
	host.endsWith(".localhost");

/**
 * Whose the host of a URL is: its registrable domain by the public suffix list (its ICANN part: two customers of one hosting
 * company count as one), an IPv4 address itself, of an IPv6 address the /48, which one customer is given whole, a name without a suffix itself; on this device the port, for the programs there
 * are told apart by it.
 * @throws TypeError for what is no URL
 */
export const ownerOf = (url: string): string => {
	const { hostname, port, protocol } = new URL(url);
	const host = plainHost(hostname.replace(/\.+$/, ""));
	if (isLoopback(host))
		return `this device, port ${port || (protocol === "https:" ? 443 : 80)}`;
	const network = networkOf(host);
	if (network !== null) return network;
	return getDomain(host, { extractHostname: false }) ?? host;
};

const keysOf = ({
	url,
	operator = "",
}: EndpointIdentity): readonly string[] => {
	const name = operator.trim().toLowerCase();
	return [`at ${ownerOf(url)}`, ...(name === "" ? [] : [`by ${name}`])];
};

/**
 * The endpoints, put together where they share a registrable domain or an operator, also by way of a third one. Each group is one
 * provider; in the order in which they were given.
 */
export const independentOf = <P extends EndpointIdentity>(
	all: readonly P[],
): readonly Independent<P>[] => {
	let groups: readonly {
		readonly keys: ReadonlySet<string>;
		readonly members: readonly P[];
	}[] = [];
	for (const one of all) {
		const keys = keysOf(one);
		const isTied = ({ keys: known }: (typeof groups)[number]): boolean =>
			keys.some((key) => known.has(key));
		const [first, ...others] = groups.filter(isTied);
		if (first === undefined) {
			groups = [...groups, { keys: new Set(keys), members: [one] }];
			continue;
		}
		const tied = [first, ...others];
		const joined = {
			keys: new Set([
				...tied.flatMap(({ keys: known }) => [...known]),
				...keys,
			]),
			members: [...tied.flatMap(({ members }) => members), one],
		};
		groups = groups.flatMap((group) =>
			group === first ? [joined] : others.includes(group) ? [] : [group],
		);
	}
	return groups.map(({ members }) => {
		const [first] = members;
		if (first === undefined) throw new RangeError('"members" is empty');
		const owners = new Set(members.map(({ url }) => ownerOf(url)));
		return {
			owner:
				owners.size > 1
					? (members.find(({ operator }) => operator !== undefined)?.operator ??
						ownerOf(first.url))
					: ownerOf(first.url),
			members,
		};
	});
};

const numbers = ["no", "one", "two", "three", "four", "five", "six"];

/** Why fewer count than were named: "two of your endpoints belong to example.com"; empty where each counts. */
export const sharedWords = (
	providers: readonly Independent<EndpointIdentity>[],
): string =>
	providers
		.filter(({ members }) => members.length > 1)
		.map(
			({ owner, members: { length } }) =>
				`${numbers[length] ?? length} of your endpoints belong to ${owner}`,
		)
		.join("; ");
