// The whole wallet in this process for `sextant exit`: the engine over a folder, and the signer beside it. What the folder
// follows is said once by options, and kept.

import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { openEngine } from "../engine/engine.ts";
import { readTrusted, trustRoot } from "../engine/l1-chain.ts";
import type { Alert } from "../engine/ports.ts";
import {
	type ChainEndpoints,
	chosenNetwork,
	importedSource,
	openSettings,
	type Settings,
	type SettingsStore,
	withImport,
} from "../engine/settings.ts";
import type { Way } from "../exit/way.ts";
import { knownNetworks, type L1Network } from "../l1/network.ts";
import { decodeSaved } from "../l1/saved.ts";
import { type Caller, connect, type Port } from "../protocol/channel.ts";
import { ui } from "../protocol/methods.ts";
import type { WalletView } from "../protocol/views.ts";
import { decodeNetworkFile, networkHash } from "../receipt/networks.ts";
import type { Endpoint } from "../source/claim.ts";
import { allowOnly } from "../source/http.ts";
import type { Clock, Fetch, Store } from "../source/ports.ts";
import { alertWords } from "../words/alert.ts";
import { findCheckpoint } from "./checkpoint.ts";
import { wrapped } from "./lines.ts";
import { type OwnSigner, openOwnSigner } from "./signer.ts";
import { withoutTable } from "./store.ts";
import { wire } from "./wire.ts";

/** What the command needs of the world; tests bring their own. */
export type CommandPorts = {
	readonly fetch: Fetch;
	readonly clock: Clock;
	readonly kernel: () => Promise<Kernel>;
	/** The ways out it knows; missing: those of this release. */
	readonly ways?: readonly Way[];
	/** A line of what was found. */
	readonly say: (line: string) => void;
	/** A line on how it goes. */
	readonly note: (line: string) => void;
	/** A question to the person; their answer as they typed it. */
	readonly ask: (question: string) => Promise<string>;
	readonly env: { readonly [name: string]: string | undefined };
	/** Rejects when the person wants it to end; never resolves. */
	readonly stopped: Promise<never>;
	readonly isStopped: () => boolean;
};

/** What options said of this folder; what they did not say stays as it was. */
export type Setup = {
	/** A network's name, or the text of its file. */
	readonly network:
		| { readonly name: string }
		| { readonly file: string }
		| null;
	readonly beacon: readonly Endpoint[];
	readonly execution: readonly Endpoint[];
	/** Of one rollup. */
	readonly rollup: {
		readonly chainId: number;
		readonly execution: readonly Endpoint[];
		readonly relay: readonly Endpoint[];
	} | null;
	readonly account: Hex | null;
	readonly checkpoint: Hex | null;
};

const withEndpoints = (
	was: Settings["endpoints"],
	chainId: number,
	given: {
		readonly beacon: readonly Endpoint[];
		readonly execution: readonly Endpoint[];
		readonly relay: readonly Endpoint[];
	},
): Settings["endpoints"] => {
	const before = was.find((one) => one.chainId === chainId);
	const pick = (role: "beacon" | "execution" | "relay") =>
		given[role].length > 0 ? given[role] : (before?.[role] ?? []);
	return [
		...was.filter((one) => one.chainId !== chainId),
		{
			chainId,
			beacon: pick("beacon"),
			execution: pick("execution"),
			relay: pick("relay"),
		},
	];
};

const chosen = async (
	settingsStore: SettingsStore,
	setup: Setup,
): Promise<void> => {
	const { network, rollup, account } = setup;
	if (network !== null && "file" in network) {
		const file = decodeNetworkFile(network.file);
		// Whoever names it accepts it: the signer of this run is given this file and no other.
		const accepted = [networkHash(file)];
		await settingsStore.change((was) => ({
			...withImport(was, network.file, accepted),
			network: file.l1.name,
		}));
	} else if (network !== null)
		await settingsStore.change((was) => ({ ...was, network: network.name }));
	const now = chosenNetwork(settingsStore.now());
	if (now === undefined)
		throw new Fault("not-followed", 'name a network with "--network"');
	await settingsStore.change((was) => ({
		...was,
		endpoints: withEndpoints(was.endpoints, now.chainId, {
			...setup,
			relay: [],
		}),
	}));
	if (rollup !== null)
		await settingsStore.change((was) => ({
			...was,
			endpoints: withEndpoints(was.endpoints, rollup.chainId, {
				...rollup,
				beacon: [],
			}),
		}));
	if (account !== null)
		await settingsStore.change((was) => ({
			...was,
			accounts: [account],
			account,
		}));
};

export type ExitWallet = {
	readonly ui: Caller<typeof ui>;
	readonly signer: OwnSigner;
	/** The newest view. */
	readonly view: () => WalletView;
	/** Resolves with the first view that the question has an answer in. @throws cancelled */
	readonly until: <T>(
		answer: (view: WalletView) => T | null | undefined,
	) => Promise<T>;
	readonly network: string;
	/** The file that the network comes from; null for one of this release. */
	readonly networkFile: string | null;
	/** Where the evidence of this folder's light client begins and ends. */
	readonly roots: readonly Hex[];
	readonly account: Hex | null;
	readonly close: () => void;
};

const savedCheckpoint = d.record({ root: d.hash });

/** The root the folder trusts, and the one its evidence of that begins at: orders rest on the latter. */
const trustedRoots = async (
	folder: Store,
	network: string,
	root: Hex,
): Promise<readonly Hex[]> => {
	const stored = await folder.get("evidence", `sync.${network}`);
	if (stored === undefined) return [root];
	try {
		const saved = decodeSaved(d.parseJson(stored));
		// another root was accepted since: then it is begun anew from that
		if (saved.root !== root) return [root];
		const first = savedCheckpoint(saved.steps[0]?.witness, "checkpoint");
		return [...new Set([first.root, root])];
	} catch {
		// what does not decode is not gone on from
		return [root];
	}
};

/** @throws not-followed where none are named */
const endpointsOf = (
	settings: Settings,
	network: L1Network,
): ChainEndpoints => {
	const own = settings.endpoints.find(
		({ chainId }) => chainId === network.chainId,
	);
	if (
		own === undefined ||
		own.beacon.length === 0 ||
		own.execution.length === 0
	)
		throw new Fault(
			"not-followed",
			"name at least one --beacon and one --execution endpoint",
		);
	return own;
};

/** The root to begin at: the one that was named, the folder's, or what providers agree on. It is the folder's from then on. */
const rootOf = async (
	folder: Store,
	network: L1Network,
	own: ChainEndpoints,
	setup: Setup,
	{ fetch: send, clock }: CommandPorts,
	note: (line: string) => void,
	stop: (fault: Fault) => never,
): Promise<Hex> => {
	let root = await readTrusted(folder, network.name, stop);
	if (setup.checkpoint !== null) {
		root = setup.checkpoint;
		await trustRoot(folder, network.name, root);
	} else if (root === undefined) {
		const urls = own.beacon.map(({ url }) => url);
		const fetch = allowOnly(send, () => urls);
		const ports = { fetch, clock };
		root = (await findCheckpoint(ports, network, own.beacon, note)).root;
		await trustRoot(folder, network.name, root);
	}
	return root;
};

/** The newest view, and who waits for one. */
const watchViews = async (port: Port) => {
	let newest: WalletView | null = null;
	const waiting = new Set<(view: WalletView) => void>();
	const ask = connect(port, ui, (event, data) => {
		if (event !== "view") return;
		const view = ui["view.get"].result(data, "view");
		newest = view;
		for (const hear of [...waiting]) hear(view);
	});
	const first = await ask("view.get", undefined);
	newest ??= first;
	const view = (): WalletView => newest ?? first;

	const until: ExitWallet["until"] = (answer) =>
		new Promise((resolve, reject) => {
			const hear = (now: WalletView): void => {
				try {
					const found = answer(now);
					if (found === null || found === undefined) return;
					waiting.delete(hear);
					resolve(found);
				} catch (thrown) {
					waiting.delete(hear);
					reject(thrown);
				}
			};
			waiting.add(hear);
			hear(view());
		});
	return { ask, view, until };
};

/**
 * Opens what the folder follows.
 * @throws not-followed for what was never named, checkpoint-quorum, too-few-providers, bad-params, storage
 */
export const openExitWallet = async (
	folder: Store,
	setup: Setup,
	outside: CommandPorts,
): Promise<ExitWallet> => {
	const { clock } = outside;
	const note = (line: string): void => {
		for (const piece of wrapped(line)) outside.note(piece);
	};
	/** Here nobody looks at what to do about a damaged folder: the command ends with why. */
	const stop = (fault: Fault): never => {
		throw fault;
	};
	const settingsStore = await openSettings(folder, stop);
	await chosen(settingsStore, setup);
	const settings = settingsStore.now();
	const network = chosenNetwork(settings);
	if (network === undefined)
		throw new Fault("not-followed", 'name a network with "--network"');
	const own = endpointsOf(settings, network);
	const root = await rootOf(folder, network, own, setup, outside, note, stop);
	const roots = await trustedRoots(folder, network.name, root);
	// the signer of this run begins at those: what led there from older ones is for nobody
	await folder.delete("evidence", `anchors.${network.name}`);

	const toSigner = wire();
	const toUi = wire();
	const signer = openOwnSigner(clock, toSigner.ends[1]);
	const door = await openEngine(
		{
			fetch: outside.fetch,
			clock,
			// the phrase is given for each run, so there is no vault to keep
			store: withoutTable(folder, "vault"),
			kernel: await outside.kernel(),
			signer: toSigner.ends[0],
			version: "cli",
			waiting: () => {},
			alert: (alert: Alert) => {
				const { id } = alert;
				const { title, text } = alertWords(alert);
				// what to do with an exit, its map says
				note(id.startsWith("exit ") ? `${title}.` : `${title}. ${text}`);
			},
		},
		outside.ways,
	);
	door.serveUi(toUi.ends[1]);
	const { ask, view, until } = await watchViews(toUi.ends[0]);
	return {
		ui: ask,
		signer,
		view,
		until,
		network: network.name,
		networkFile: knownNetworks.includes(network)
			? null
			: importedSource(settings, network.name),
		roots,
		account: settings.account,
		close: () => {
			door.close();
			signer.close();
			toUi.cut();
			toSigner.cut();
		},
	};
};

/** The network as options name it. @throws unknown-chain, bad-file */
export const networkNamed = async (
	named: string,
	readText: (path: string) => Promise<string>,
): Promise<NonNullable<Setup["network"]>> => {
	if (knownNetworks.some(({ name }) => name === named)) return { name: named };
	if (!/[./]/.test(named))
		throw new Fault(
			"unknown-chain",
			`"${named}" is none of ${knownNetworks.map(({ name }) => name).join(", ")} and no file`,
		);
	return { file: await readText(named) };
};
