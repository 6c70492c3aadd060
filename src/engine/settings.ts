// What the user chose: network, endpoints, account, tokens. Kept as one record in the store, on disk before it counts.

import { serial } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import {
	mostAccounts,
	mostChains,
	mostEndpointName,
	mostEndpoints,
	mostEndpointUrl,
	mostImported,
	mostTokens,
} from "../base/room.ts";
import { mostSymbol } from "../base/symbol.ts";
import { type BalancePlace, layouts } from "../evidence/balance-place.ts";
import { knownNetworks, type L1Network } from "../l1/network.ts";
import type { RollupProfile } from "../l2/profile.ts";
import { accountLabel } from "../protocol/account-labels.ts";
import { alerts } from "../protocol/arrival-views.ts";
import {
	collectibleName,
	mostCollectibles,
} from "../protocol/collectible-views.ts";
import { gatewayUrl } from "../protocol/gateways.ts";
import { contacts, explorer } from "../protocol/own-ui.ts";
import { currency } from "../protocol/price-views.ts";
import { checkImport } from "../receipt/network-import.ts";
import {
	decodeNetworkFile,
	isShipped,
	type NetworkFile,
	networkHash,
	type Release,
	release,
	rollupsOf,
} from "../receipt/networks.ts";
import type { Store } from "../source/ports.ts";
import { isCandidate } from "../tokens/list.ts";
import type { BalanceLocation, TokenFacts } from "./token-read.ts";
import { mostDecimals } from "./token-words.ts";

const endpoint = d.record({
	name: d.text(mostEndpointName),
	url: d.text(mostEndpointUrl),
});

const chainEndpoints = d.record({
	chainId: d.int(1),
	beacon: d.list(endpoint, mostEndpoints),
	execution: d.list(endpoint, mostEndpoints),
	relay: d.list(endpoint, mostEndpoints),
	/** Asked for a starting point alone; a version before this one had none. */
	checkpoint: d.optional(d.list(endpoint, mostEndpoints)),
});
export type ChainEndpoints = Decoded<typeof chainEndpoints>;

const place = d.record({
	layout: d.oneOf(...layouts),
	slot: d.int(0, 1_000_000),
});

const token = d.record({
	chainId: d.int(1),
	address: d.address,
	symbol: d.text(mostSymbol),
	decimals: d.int(0, mostDecimals),
	/**
	 * What the wallet found when it asked the contract. A version before this one asked the person instead: what such a one
	 * left is not believed, and the contract is asked before anything is shown.
	 */
	found: d.optional(d.record({ codes: d.hash, place: d.nullable(place) })),
});
type Added = Decoded<typeof token>;

/** Two that differ are two tokens. */
type TokenName = { readonly chainId: number; readonly address: Hex };
export const isSameToken = (one: TokenName, other: TokenName): boolean =>
	one.chainId === other.chainId && one.address === other.address;

export type Token = TokenName & {
	readonly symbol: string;
	readonly decimals: number;
	/** Who said so: its contract, when the wallet asked it; the network file; or a person, whom nobody asks any more. */
	readonly by: "contract" | "file" | "person";
	/** What was found in the contract, or where the network file says its balances are. */
	readonly found: BalanceLocation | null;
	readonly place: BalancePlace | null;
};

/** All that can be chosen endpoints for: the chains of every network there can be. */
const mostChosen = (knownNetworks.length + mostImported) * mostChains;

/** Tokens that the person added, on all chains. */
const mostAdded = 64;

const settings = d.record({
	network: d.nullable(d.text(40)),
	/** The network files as they were imported. */
	imported: d.list(d.text(200_000), mostImported),
	endpoints: d.list(chainEndpoints, mostChosen),
	accounts: d.list(d.address, mostAccounts),
	/** Those among them that nothing here can sign for. */
	watched: d.optional(d.list(d.address, mostAccounts)),
	/** What the person calls accounts, in the order they are listed. */
	labels: d.optional(d.list(accountLabel, mostAccounts)),
	/** Amounts are drawn as dots. */
	amountsHidden: d.optional(d.flag),
	/** Names for addresses of others. */
	contacts: d.optional(contacts),
	/** Where links to look things up lead; missing: there are none. */
	explorer: d.optional(explorer),
	/** What is told while no screen is open; missing: neither. */
	alerts: d.optional(alerts),
	account: d.nullable(d.address),
	tokens: d.list(token, mostAdded),
	/** Tokens of network files that the person does not want to see. */
	hidden: d.optional(
		d.list(d.record({ chainId: d.int(1), address: d.address }), 512),
	),
	/** Tokens that the account holds are looked for; missing: they are. */
	findTokens: d.optional(d.flag),
	/** Collectibles on the list, of all chains; missing: none. */
	collectibles: d.optional(d.list(d.record(collectibleName), mostCollectibles)),
	/** Who is asked for pictures in IPFS; missing: nobody. */
	gateway: d.optional(gatewayUrl),
	/** In which amounts are valued, about; missing: in none, and no price is read. */
	currency: d.optional(currency),
});
export type Settings = Decoded<typeof settings>;

const fresh: Settings = {
	network: null,
	imported: [],
	endpoints: [],
	accounts: [],
	account: null,
	tokens: [],
};

export type SettingsStore = {
	readonly now: () => Settings;
	/** Changes and stores. Resolves when it is on disk; the change counts only then. */
	readonly change: (change: (was: Settings) => Settings) => Promise<void>;
};

/** Where settings that do not decode are moved when others are written in their place. */
const unreadKey = "settings.unread";

/**
 * The settings as they lie in the store; fresh ones when there are none. Those that do not decode stay where they are until the
 * first change, which moves them aside: nothing is chosen then, and the person sets the wallet up anew.
 * @param problem hears of settings that do not decode: of a newer release, or damaged
 */
export const openSettings = async (
	store: Store,
	problem: (fault: Fault) => void = () => {},
): Promise<SettingsStore> => {
	const stored = await store.get("settings", "settings");
	let current = fresh;
	let unread: string | null = null;
	if (stored !== undefined) {
		try {
			current = settings(d.parseJson(stored), "settings");
		} catch (thrown) {
			unread = stored;
			problem(
				new Fault(
					"bad-file",
					`the stored settings do not decode: ${asFault(thrown).message}`,
				),
			);
		}
	}
	const inTurn = serial();
	return {
		now: () => current,
		change: (change) =>
			// one at a time: a change sees what the one before it left
			inTurn(async () => {
				const next = settings(change(current), "settings");
				await store.putAll([
					{
						table: "settings",
						key: "settings",
						value: JSON.stringify(next),
					},
					...(unread === null
						? []
						: [
								{
									table: "settings" as const,
									key: unreadKey,
									value: unread,
								},
							]),
				]);
				unread = null;
				current = next;
			}),
	};
};

/** What an earlier release imported and this one refuses is passed over: the network can be chosen no more until it is mended. */
const decodedOrNone = (source: string): NetworkFile | null => {
	try {
		return decodeNetworkFile(source);
	} catch (thrown) {
		if (thrown instanceof Fault) return null;
		throw thrown;
	}
};

/** A view is drawn many times a second, and the files change when a person imports one. */
const decoded = new WeakMap<Settings["imported"], readonly NetworkFile[]>();

export const importedFiles = ({
	imported,
}: Settings): readonly NetworkFile[] => {
	const known = decoded.get(imported);
	if (known !== undefined) return known;
	const files = imported.flatMap((source) => decodedOrNone(source) ?? []);
	decoded.set(imported, files);
	return files;
};

/** The text of the imported file of that network. @throws unknown-chain */
export const importedSource = (now: Settings, name: string): string => {
	const found = now.imported.find(
		(source) => decodedOrNone(source)?.l1.name === name,
	);
	if (found === undefined)
		throw new Fault("unknown-chain", `no file of network "${name}"`);
	return found;
};

/** Of every network that can be chosen. */
const chainIdsOf = (now: Settings): ReadonlySet<number> =>
	new Set(
		[
			...knownNetworks,
			...release.rollups,
			...importedFiles(now).flatMap(({ l1, rollups }) => [l1, ...rollups]),
		].map(({ chainId }) => chainId),
	);

type OfChain = { readonly chainId: number };

/**
 * What was chosen for a chain that no network has any more goes with it. What is of a chain that was not known before either
 * stays: a file that this release cannot read may have it.
 */
const withoutLost = (was: Settings, next: Settings): Settings => {
	const before = chainIdsOf(was);
	const after = chainIdsOf(next);
	const stays = ({ chainId }: OfChain): boolean =>
		after.has(chainId) || !before.has(chainId);
	return {
		...next,
		endpoints: next.endpoints.filter(stays),
		tokens: next.tokens.filter(stays),
		...(next.hidden !== undefined && { hidden: next.hidden.filter(stays) }),
	};
};

/** All of it while there is room for one more; else what is of a chain that a network has. */
const withRoom = <T extends OfChain>(
	now: Settings,
	items: readonly T[],
	most: number,
): readonly T[] => {
	if (items.length < most) return items;
	const known = chainIdsOf(now);
	return items.filter(({ chainId }) => known.has(chainId));
};

/** What was chosen for the chain: nothing, where none was. */
export const endpointsOf = (
	{ endpoints }: Pick<Settings, "endpoints">,
	chainId: number,
): ChainEndpoints =>
	endpoints.find((entry) => entry.chainId === chainId) ?? {
		chainId,
		beacon: [],
		execution: [],
		relay: [],
	};

/** With these endpoints in the place of what the chain had. */
export const withEndpoints = (
	was: Settings,
	chosen: ChainEndpoints,
): Settings => {
	const others = was.endpoints.filter(
		({ chainId }) => chainId !== chosen.chainId,
	);
	return {
		...was,
		endpoints: [...withRoom(was, others, mostChosen), chosen],
	};
};

/**
 * Without the file of that network, and without what was chosen for chains that go with it; a network that is gone is not the
 * chosen one.
 */
export const withoutImport = (was: Settings, name: string): Settings =>
	withoutLost(was, {
		...was,
		network: was.network === name ? null : was.network,
		imported: was.imported.filter(
			(source) => decodedOrNone(source)?.l1.name !== name,
		),
	});

/** Can one stand beside the file? @param file one that stands beside the release */
const isBeside = (file: NetworkFile, one: NetworkFile): boolean => {
	try {
		checkImport(file, [one]);
		return true;
	} catch (thrown) {
		if (thrown instanceof Fault) return false;
		throw thrown;
	}
};

/**
 * With the file imported, in the place of the one of its name. The signer's list is the truth: what is not on it is not taken,
 * and of what was imported before only what is on it can speak against the file. The rest gives way to it.
 * @param accepted hashes of the files that the signer has, this one among them
 * @throws network-unconfirmed when it is not, bad-file, network-refused
 */
export const withImport = (
	was: Settings,
	source: string,
	accepted: readonly Hex[],
): Settings => {
	const file = decodeNetworkFile(source);
	const isAccepted = (one: NetworkFile): boolean =>
		accepted.includes(networkHash(one));
	if (!isAccepted(file))
		throw new Fault("network-unconfirmed", `network "${file.l1.name}"`);
	const others = importedFiles(was);
	checkImport(file, others.filter(isAccepted));
	const left = others
		.filter((one) => !isAccepted(one) && !isBeside(file, one))
		.reduce((now, { l1: { name } }) => withoutImport(now, name), was);
	const { imported } = withoutImport(left, file.l1.name);
	// what this release cannot read is kept for another one, as long as there is room
	const room =
		imported.length < mostImported
			? imported
			: imported.filter((one) => decodedOrNone(one) !== null);
	return withoutLost(was, { ...left, imported: [...room, source] });
};

/** The networks one can choose: those of this release and those imported. An imported name cannot replace one of ours. */
export const allNetworks = (
	now: Settings,
): readonly { readonly network: L1Network; readonly imported: boolean }[] => [
	...knownNetworks.map((network) => ({ network, imported: false })),
	...importedFiles(now)
		.filter((file) =>
			knownNetworks.every((known) => known.name !== file.l1.name),
		)
		.map((file) => ({ network: file.l1, imported: true })),
];

export const chosenNetwork = (now: Settings): L1Network | undefined =>
	allNetworks(now).find(({ network }) => network.name === now.network)?.network;

/** One of a file is followed as it is; one that ships, once the person has chosen an endpoint for it. */
export const isSwitchedOn = (
	now: Settings,
	profile: RollupProfile,
	of: Release = release,
): boolean =>
	!isShipped(profile, of) ||
	endpointsOf(now, profile.chainId).execution.length > 0;

/** The rollups of the chosen network that are followed. */
export const rollupsInUse = (
	now: Settings,
	of: Release = release,
): readonly RollupProfile[] =>
	rollupsOf(importedFiles(now), of).filter(
		(one) => one.l1 === now.network && isSwitchedOn(now, one, of),
	);

/** The tokens that are shown and answered for: those the person added, then those the rollups' profiles name and nobody hid. */
export const knownTokens = (now: Settings): readonly Token[] => {
	const added = now.tokens.map(
		({ found, ...token }): Token => ({
			...token,
			by: found === undefined ? "person" : "contract",
			found: found ?? null,
			place: found?.place ?? null,
		}),
	);
	const leftOut = [...added, ...(now.hidden ?? [])];
	const profiled = rollupsInUse(now).flatMap(({ chainId, tokens }) =>
		tokens.map(
			({ address, symbol, decimals, balancesSlot: slot }): Token => ({
				...{ chainId, address, symbol, decimals },
				by: "file",
				found: null,
				place: { layout: "solidity", slot },
			}),
		),
	);
	return [
		...added,
		...profiled.filter(
			(one) => !leftOut.some((other) => isSameToken(one, other)),
		),
	];
};

/** Those of one chain, no more than are shown. */
export const tokensOn = (now: Settings, chainId: number): readonly Token[] =>
	knownTokens(now)
		.filter((token) => token.chainId === chainId)
		.slice(0, mostTokens);

/** The token as its contract states it, in the place of what was there, and no longer hidden. @throws too-many-tokens */
export const withToken = (was: Settings, token: Added): Settings => {
	const others = withRoom(
		was,
		was.tokens.filter((one) => !isSameToken(one, token)),
		mostAdded,
	);
	const here = others.filter(({ chainId }) => chainId === token.chainId);
	if (here.length >= mostTokens || others.length >= mostAdded)
		throw new Fault(
			"too-many-tokens",
			`${here.length} on this chain, ${others.length} in all`,
		);
	return {
		...was,
		tokens: [...others, token],
		hidden: (was.hidden ?? []).filter((one) => !isSameToken(one, token)),
	};
};

/** The token as it is kept, by what its contract answered. */
export const storedToken = (
	{ chainId, address }: TokenName,
	{ symbol, decimals, balance }: TokenFacts,
): Added => ({
	...{ chainId, address, symbol, decimals },
	found: { codes: balance.codes, place: balance.held?.place ?? null },
});

/** The token is shown no more: forgotten if the person added it, hidden if a network file names it or it would be found again. */
export const withoutToken = (was: Settings, token: TokenName): Settings => {
	const tokens = was.tokens.filter((one) => !isSameToken(one, token));
	const without = { ...was, tokens };
	return isCandidate(token) ||
		knownTokens(without).some((one) => isSameToken(one, token))
		? {
				...without,
				hidden: [
					...(was.hidden ?? []).filter((one) => !isSameToken(one, token)),
					token,
				],
			}
		: without;
};
