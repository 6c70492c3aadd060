// The engine and the signer as they ship, joined by ports, over a small true world: anvil under a made beacon chain. The
// store, the clock and the endpoints are the test's, so that the wallet can be stopped and opened again at any moment.

import { whenAborted } from "../../src/base/abort.ts";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import { acceptNetwork } from "../../src/cli/signer.ts";
import { memoryStore } from "../../src/cli/store.ts";
import type { PrecompileName } from "../../src/crypto/kernel.ts";
import { rememberingKernel } from "../../src/crypto/memory.ts";
import { openEngine } from "../../src/engine/engine.ts";
import type { Alert } from "../../src/engine/ports.ts";
import type { Way } from "../../src/exit/way.ts";
import {
	type Caller,
	connect,
	faultJson,
	type Port,
	version,
} from "../../src/protocol/channel.ts";
import { keys, ui } from "../../src/protocol/methods.ts";
import type { WalletView } from "../../src/protocol/views.ts";
import { openSigner } from "../../src/signer/signer.ts";
import {
	type Clock,
	type Fetch,
	type Store,
	tables,
} from "../../src/source/ports.ts";
import { bytesOf, type Upstream, utf8Of } from "../adversary/exchange.ts";
import { isBranch, type Tree, treeOf } from "../adversary/json.ts";
import { startWorld, type World } from "../adversary/made/world.ts";
import { line } from "../adversary/wallet.ts";
import { shippedKernel } from "../kernel.ts";
import { quickVault } from "../vault-scrypt.ts";

quickVault();

/** Of all wallets of a test: what one of them was told of the same bytes, the next need not compute again. */
const kernel = rememberingKernel(shippedKernel, 2_048);

export const phrase =
	"test test test test test test test test test test test junk";
export const password = "correct horse battery";
export const me: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

export const beaconUrl = "https://beacon.example";
export const executionUrl = "https://execution.example";

const pause = (ms: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, ms));

/** An answer may be held back by a test for good. */
const mostUncalmMs = 3_000;

/** The world, and what the wallet has of it. */
export type Stage = {
	readonly world: World;
	readonly clock: Clock;
	readonly fetch: Fetch;
	/** Raw transactions that were sent, in order. */
	readonly sent: Hex[];
	/** No answer is on its way and none was asked for since, or it took long: what a node still works on is there by then. */
	readonly calm: () => Promise<void>;
	/** What becomes of the execution endpoint's answers. */
	lie: ((answer: string) => string) | null;
	/** What the engine's kernel was asked to compute, in order. */
	readonly precompiled: PrecompileName[];
	readonly file: string;
	/** In place of the ways out that this release knows. */
	readonly ways?: readonly Way[];
	/** What the person was told of without looking. */
	readonly alerts?: Alert[];
	/** The ids of what waits for the person, told on every change. */
	readonly waiting?: (ids: readonly string[]) => void;
};

export const openStage = async (pastPeriods = 1): Promise<Stage> => {
	const world = await startWorld({ pastPeriods });
	const sent: Hex[] = [];
	const startedMs = performance.now();
	const clock: Clock = {
		nowMs: world.nowMs,
		ticksMs: () => performance.now() - startedMs,
		// waits are as short as the world is quick
		sleep: (ms, signal) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(
					() => {
						leave();
						resolve();
					},
					Math.min(ms, 60),
				);
				const leave = whenAborted(signal, () => {
					clearTimeout(timer);
					reject(new Fault("cancelled", "stopped"));
				});
			}),
	};
	const upstreams: { readonly [url: string]: Upstream } = {
		[beaconUrl]: world.beacon,
		[executionUrl]: world.anvil.upstream,
	};
	let underWay = 0;
	let asked = 0;
	const counted =
		(fetch: Fetch): Fetch =>
		async (request) => {
			asked++;
			underWay++;
			try {
				return await fetch(request);
			} finally {
				underWay--;
			}
		};
	const stage: Stage = {
		world,
		clock,
		sent,
		calm: async () => {
			const end = performance.now() + mostUncalmMs;
			for (let before = -1; before !== asked || underWay > 0; ) {
				if (performance.now() > end) return;
				before = asked;
				await pause(10);
			}
		},
		lie: null,
		precompiled: [],
		fetch: counted(async ({ url, method, accept, body = "" }) => {
			const { origin, pathname, search } = new URL(url);
			const upstream = upstreams[origin];
			if (upstream === undefined) throw new Fault("unreachable", origin);
			for (const [, raw] of body.matchAll(
				/"eth_sendRawTransaction","params":\["(0x[0-9a-f]+)"/g,
			))
				sent.push(`0x${raw?.slice(2)}`);
			const {
				status,
				headers,
				body: bytes,
			} = await upstream({
				method,
				path: pathname + search,
				accept,
				body,
			});
			const lie = origin === executionUrl ? stage.lie : null;
			return {
				status,
				headers,
				bytes: lie === null ? bytes : bytesOf(lie(utf8Of(bytes))),
			};
		}),
		file: JSON.stringify({
			format: "sextant-network-1",
			l1: world.network,
			rollups: [],
		}),
	};
	return stage;
};

/** What outlives a restart: the disk, and the browser's session memory. */
export type Disk = { readonly store: Store; session: string | null };
export const newDisk = (): Disk => ({ store: memoryStore(), session: null });

export const copyDisk = async (disk: Disk): Promise<Disk> => {
	const store = memoryStore();
	for (const table of tables)
		for (const key of await disk.store.keys(table)) {
			const value = await disk.store.get(table, key);
			if (value !== undefined) await store.put(table, key, value);
		}
	return { store, session: disk.session };
};

export type Wallet = {
	readonly ui: Caller<typeof ui>;
	readonly keys: Caller<typeof keys>;
	/** A site's port. */
	readonly site: (origin: string) => {
		/** As the provider sends it: JSON as the site wrote it, under the given id. */
		readonly ask: (
			method: string,
			params?: readonly unknown[],
			id?: string,
		) => Promise<Tree>;
		readonly events: readonly (readonly [string, unknown])[];
		/** What the page's provider would write to and hear. */
		readonly end: Port;
		/** The page goes: its tab is closed, or it is loaded anew. */
		readonly leave: () => void;
	};
	readonly view: () => Promise<WalletView>;
	/** The person closes the screen: nobody looks any more. */
	readonly leave: () => void;
	/** The person closes the window for decisions. */
	readonly dismiss: () => void;
	/** The alarm. */
	readonly nudge: () => Promise<void>;
	/** Stops everything at once, as a killed process does. */
	readonly kill: () => void;
};

/** Tells of each message that comes in or goes out, before it does. */
const overheard = (port: Port, tell: () => void): Port => ({
	...port,
	send: (message) => {
		tell();
		port.send(message);
	},
	listen: (hear) =>
		port.listen((message) => {
			tell();
			hear(message);
		}),
});

/**
 * @param store in place of the disk's, as one that dies
 * @param between called at each message between engine and signer
 */
export const openWallet = async (
	stage: Stage,
	disk: Disk,
	store: Store = disk.store,
	onKill: (kill: () => void) => void = () => {},
	between: () => void = () => {},
): Promise<Wallet> => {
	const toSigner = line();
	const toUi = line();
	const toKeys = line();
	const wires = [toSigner, toUi, toKeys];
	const { clock, fetch } = stage;
	const signer = openSigner({
		kernel,
		clock,
		engine: overheard(toSigner.ends[1], between),
		session: {
			get: async () => disk.session,
			set: async (key) => {
				disk.session = key;
			},
			clear: async () => {
				disk.session = null;
			},
		},
	});
	let closeDoor = (): void => {};
	const kill = (): void => {
		for (const { cut } of wires) cut();
		closeDoor();
	};
	onKill(kill);
	const door = await openEngine(
		{
			fetch,
			clock,
			store,
			kernel: {
				...kernel,
				precompile: (question, asking) => {
					stage.precompiled.push(question.name);
					return kernel.precompile(question, asking);
				},
			},
			signer: toSigner.ends[0],
			version: "test",
			waiting: (ids) => stage.waiting?.(ids),
			alert: (alert) => stage.alerts?.push(alert),
		},
		stage.ways,
	);
	closeDoor = door.close;
	door.serveUi(toUi.ends[1]);
	signer.serveKeys(toKeys.ends[1]);
	const asked = connect(toUi.ends[0], ui);
	return {
		ui: asked,
		keys: connect(toKeys.ends[0], keys),
		site: (origin) => {
			const wire = line();
			wires.push(wire);
			const events: (readonly [string, unknown])[] = [];
			const [end] = wire.ends;
			let count = 0;
			connect(end, {}, (event, data) => events.push([event, data]));
			door.servePage(wire.ends[1], origin);
			return {
				ask: (method, params, id = `r${++count}`) =>
					new Promise((resolve, reject) => {
						const stop = end.listen((message) => {
							const reply = treeOf(JSON.stringify(message));
							if (!isBranch(reply) || reply.id !== id) return;
							stop();
							if (reply.fault === undefined) resolve(reply.ok ?? null);
							else {
								const fault = faultJson(reply.fault, "fault");
								reject(new Fault(fault.code, fault.detail, fault.source));
							}
						});
						end.send({ v: version, id, method, params: params ?? null });
					}),
				events,
				end,
				leave: wire.cut,
			};
		},
		view: () => asked("view.get", undefined),
		leave: toUi.cut,
		dismiss: door.dismissed,
		nudge: door.nudge,
		kill,
	};
};

/** Network, endpoints, key and checkpoint, in the order of the screens. */
export const setUp = async (stage: Stage, disk: Disk): Promise<Wallet> => {
	const wallet = await openWallet(stage, disk);
	const { network, checkpoint } = stage.world;
	await acceptNetwork(wallet.keys, stage.file);
	await wallet.ui("network.import", { file: stage.file });
	await wallet.ui("network.choose", { name: network.name });
	await wallet.ui("endpoints.set", {
		chainId: network.chainId,
		beacon: [{ name: "beacon", url: beaconUrl }],
		execution: [{ name: "node", url: executionUrl }],
		relay: [],
	});
	await wallet.keys("keys.create", { phrase, password });
	await wallet.keys("anchor.accept", {
		network: network.name,
		root: checkpoint,
	});
	await wallet.ui("checkpoint.accept", { root: checkpoint });
	// slots pass by the dozen here, and what is locked tells sites nothing
	await wallet.keys("keys.autoLock", { minutes: 1_440 });
	return wallet;
};

/**
 * The world goes on, a slot at a time, until it holds. Heads that come faster than they are read are never read, so a slot lasts
 * until its answers are there, however little of a processor the node gets. @throws Error after 80 slots
 */
export const untilTrue = async (
	stage: Stage,
	holds: () => Promise<boolean>,
	what: string,
): Promise<void> => {
	for (let slots = 0; slots < 80; slots++) {
		for (let looks = 0; looks < 4; looks++) {
			if (await holds()) return;
			await pause(40);
		}
		await stage.calm();
		await stage.world.advance();
	}
	throw new Error(`never: ${what}`);
};

/** The account's balance is proved on L1. */
export const isProved = async (wallet: Wallet): Promise<boolean> =>
	((await wallet.view()).chains[0]?.balances[0]?.amount ?? null) !== null;

/** The answer to work that needs newer heads. */
export const whileSlotsPass = async <T>(
	stage: Stage,
	work: Promise<T>,
): Promise<T> => {
	let isDone = false;
	const ended = work.then(
		() => {
			isDone = true;
		},
		() => {
			isDone = true;
		},
	);
	for (let slots = 0; slots < 60 && !isDone; slots++) {
		await Promise.race([ended, pause(160).then(stage.calm)]);
		if (!isDone) await stage.world.advance();
	}
	return work;
};

/** The code of the fault that the work ends in; null when it succeeds. */
export const codeOf = async (work: Promise<unknown>): Promise<string | null> =>
	work.then(
		() => null,
		(thrown: unknown) => asFault(thrown).code,
	);
