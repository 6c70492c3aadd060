// What the user chose: network, endpoints, account, tokens. Kept as one record in the store, on disk before it counts.

import {
	address,
	type Decoded,
	int,
	list,
	nullable,
	parseJson,
	record,
	text,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { knownNetworks, type L1Network } from "../l1/network.ts";
import { checkImport } from "../receipt/network-import.ts";
import { decodeNetworkFile, type NetworkFile } from "../receipt/networks.ts";
import type { Store } from "../source/ports.ts";

const endpoint = record({ name: text(60), url: text(300) });

const chainEndpoints = record({
	chainId: int(1),
	beacon: list(endpoint, 16),
	execution: list(endpoint, 16),
	relay: list(endpoint, 16),
});
export type ChainEndpoints = Decoded<typeof chainEndpoints>;

const token = record({
	chainId: int(1),
	address,
	symbol: text(20),
	decimals: int(0, 36),
	balancesSlot: int(0, 1_000_000),
});
export type Token = Decoded<typeof token>;

const settings = record({
	network: nullable(text(40)),
	/** The network files as they were imported. */
	imported: list(text(200_000), 32),
	endpoints: list(chainEndpoints, 32),
	accounts: list(address, 64),
	account: nullable(address),
	tokens: list(token, 64),
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

export type SettingsBook = {
	readonly now: () => Settings;
	/** Changes and stores. Resolves when it is on disk; the change counts only then. */
	readonly change: (change: (was: Settings) => Settings) => Promise<void>;
};

/** The settings as they lie in the store; fresh ones when there are none. @throws bad-file when they do not decode. */
export const openSettings = async (store: Store): Promise<SettingsBook> => {
	const stored = await store.get("settings", "settings");
	let current = fresh;
	if (stored !== undefined) {
		try {
			current = settings(parseJson(stored), "settings");
		} catch {
			throw new Fault("bad-file", "the stored settings do not decode");
		}
	}
	let last: Promise<void> = Promise.resolve();
	return {
		now: () => current,
		change: (change) => {
			// one at a time: a change sees what the one before it left
			last = last
				.catch(() => {})
				.then(async () => {
					const next = settings(change(current), "settings");
					await store.put("settings", "settings", JSON.stringify(next));
					current = next;
				});
			return last;
		},
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

export const importedFiles = (now: Settings): readonly NetworkFile[] =>
	now.imported.flatMap((source) => decodedOrNone(source) ?? []);

/** The text of the imported file of that network. @throws unknown-chain */
export const importedSource = (now: Settings, name: string): string => {
	const found = now.imported.find(
		(source) => decodedOrNone(source)?.l1.name === name,
	);
	if (found === undefined)
		throw new Fault("unknown-chain", `no file of network "${name}"`);
	return found;
};

/** Without the file of that network; a network that is gone is not the chosen one. */
export const withoutImport = (was: Settings, name: string): Settings => ({
	...was,
	network: was.network === name ? null : was.network,
	imported: was.imported.filter(
		(source) => decodedOrNone(source)?.l1.name !== name,
	),
});

/**
 * With the file imported, in the place of the one of its name. What the person accepts, the signer knows; this only follows.
 * @throws bad-file, network-refused
 */
export const withImport = (was: Settings, source: string): Settings => {
	const { l1, ...rest } = decodeNetworkFile(source);
	checkImport({ l1, ...rest }, importedFiles(was));
	const { imported } = withoutImport(was, l1.name);
	return { ...was, imported: [...imported, source] };
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

/** The tokens that are shown and answered for: those the rollups' profiles name, and those the user added. */
export const knownTokens = (now: Settings): readonly Token[] => {
	const file = importedFiles(now).find(({ l1 }) => l1.name === now.network);
	const profiled = (file?.rollups ?? []).flatMap(({ chainId, tokens }) =>
		tokens.map((token) => ({ chainId, ...token })),
	);
	const isAdded = (one: Token): boolean =>
		now.tokens.some(
			(other) => other.chainId === one.chainId && other.address === one.address,
		);
	return [...profiled.filter((one) => !isAdded(one)), ...now.tokens];
};
