// Who counts as a provider of their own, where a rule says that so many have to agree. Two endpoints of one registrable domain
// are one provider, whatever their hosts are called, and so are two of one named operator. It asks nobody.

import { getDomain } from "tldts-icann";

/** An endpoint as this rule sees it. */
export type Provider = {
	/** The name the user sees. */
	readonly name: string;
	readonly url: string;
	/** Who runs it, where that is known by name. */
	readonly operator?: string;
};

/** Endpoints that count once. */
export type Independent<P extends Provider> = {
	/** What they share, as a person knows it: "example.com". */
	readonly owner: string;
	/** One at least. */
	readonly members: readonly P[];
};

/** Mapped, by the well-known NAT64 prefix, or in the old compatible form. */
const mapped = /^\[(?:::ffff|64:ff9b:|:):([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/;

/** An IPv4 address inside an IPv6 one is the same address. */
const plainHost = (host: string): string => {
	const found = mapped.exec(host);
	if (found === null) return host;
	const [, high = "0", low = "0"] = found;
	const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16);
	return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join(".");
};

/** The /48 of an IPv6 address; null for any other host. The URL parser has written the address in its one short form. */
const networkOf = (host: string): string | null => {
	if (!host.startsWith("[")) return null;
	const [head = "", tail] = host.slice(1, -1).split("::");
	const parts = (text: string | undefined): readonly string[] =>
		text === undefined || text === "" ? [] : text.split(":");
	const [first, last] = [parts(head), parts(tail)];
	const zeros = Array.from(
		{ length: 8 - first.length - last.length },
		() => "0",
	);
	const all = [...first, ...(tail === undefined ? [] : zeros), ...last];
	return `[${all.slice(0, 3).join(":")}::]/48`;
};

const isLoopback = (host: string): boolean =>
	/^127\.\d+\.\d+\.\d+$/.test(host) ||
	host === "[::1]" ||
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

const keysOf = ({ url, operator = "" }: Provider): readonly string[] => {
	const name = operator.trim().toLowerCase();
	return [`at ${ownerOf(url)}`, ...(name === "" ? [] : [`by ${name}`])];
};

/**
 * The endpoints, put together where they share a registrable domain or an operator, also by way of a third one. Each group is one
 * provider; in the order in which they were given.
 */
export const independentOf = <P extends Provider>(
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
	providers: readonly Independent<Provider>[],
): string =>
	providers
		.filter(({ members }) => members.length > 1)
		.map(
			({ owner, members: { length } }) =>
				`${numbers[length] ?? length} of your endpoints belong to ${owner}`,
		)
		.join("; ");
