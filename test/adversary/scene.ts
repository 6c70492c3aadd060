// What a campaign plays on: the embedded network with a proxy in front of every endpoint a wallet is given, and the honest
// chain behind it, which alone says what is true.

import type { Hex } from "../../src/base/bytes.ts";
import type { OpProfile } from "../../src/l2/op/checks/profile.ts";
import { implementationSlot } from "../../src/l2/pinned.ts";
import { type Embedded, startEmbedded } from "../network/embedded.ts";
import { type Upstream, upstreamOf } from "./exchange.ts";
import type { Tree } from "./json.ts";
import type { Target } from "./lie.ts";
import { type Anvil, startAnvil } from "./made/anvil.ts";
import { startWorld } from "./made/world.ts";
import { type LyingProxy, openProxy } from "./proxy.ts";
import { callOn } from "./rpc.ts";
import type { ChainPlan } from "./wallet.ts";

export type Role = "beacon" | "execution" | "relay";

/** One endpoint as the wallet knows it. */
export type Seat = {
	readonly chainId: number;
	readonly role: Role;
	readonly name: string;
	readonly proxy: LyingProxy;
};

export type Call = (method: string, params?: readonly Tree[]) => Promise<Tree>;

export type Scene = {
	/** The network file as a person imports it, and its name. */
	readonly file: string;
	readonly network: string;
	readonly l1: number;
	readonly slotMs: number;
	/** The honest chain by its id. */
	readonly truth: (chainId: number) => Call;
	/** The honest beacon endpoint. */
	readonly beaconUrl: string;
	/** ERC-20s that the wallet's account holds. */
	readonly tokens: readonly Token[];
	/** Somebody to send to. */
	readonly friend: Hex;
	readonly finalizedRoot: () => Promise<Hex>;
	/** A checkpoint from which there is something to catch up with, where the chain is old enough. */
	readonly oldRoot: () => Promise<Hex>;
	/** New proxies in front of everything, for one wallet: two endpoints of each kind, one relay. */
	readonly seats: () => Promise<readonly Seat[]>;
	/** Something the chain itself can be made to do that no endpoint can: false roots. Empty where it cannot. */
	readonly mischief: readonly Mischief[];
	readonly stop: () => Promise<void>;
};

export type Token = {
	readonly chainId: number;
	readonly address: Hex;
	readonly symbol: string;
	readonly decimals: number;
	readonly balancesSlot: number;
};

/** A lie on the chain. While it is told, no endpoint of the rollup is honest. */
export type Mischief = {
	readonly name: string;
	readonly begin: () => Promise<void>;
	readonly end: () => Promise<void>;
	/** Wallets that play it now. */
	playing: number;
	/** When it was last played to its end; by performance.now(). */
	endedMs?: number;
};

/** What the wallet calls the seat. */
export const nameAt = (name: string, at?: string): string =>
	at === undefined ? name : `${name} at ${at}`;

/** Which of a wallet's endpoints a lie of that target can be told by. */
export const fits = (target: Target, seat: Seat, l1: number): boolean => {
	if (target === "any") return true;
	if (target === "rollup")
		return seat.role === "execution" && seat.chainId !== l1;
	return seat.role === target;
};

/**
 * The seats as a wallet is given them. @param at names an address of their own for all of them: to the wallet they are others
 * then, and what it holds against one of those is about answers that were given there
 */
export const plansOf = (
	seats: readonly Seat[],
	at?: string,
): readonly ChainPlan[] => {
	const chains = [...new Set(seats.map(({ chainId }) => chainId))];
	return chains.map((chainId) => {
		const of = (role: Role) =>
			seats
				.filter((seat) => seat.chainId === chainId && seat.role === role)
				.map(({ name, proxy }) => ({
					name: nameAt(name, at),
					url: at === undefined ? proxy.url : proxy.at(at),
				}));
		return {
			chainId,
			beacon: of("beacon"),
			execution: of("execution"),
			relay: of("relay"),
		};
	});
};

/** Another chain under the same id, with a few blocks. */
const startElsewhere = async (chainId: number): Promise<Anvil> => {
	const anvil = await startAnvil({
		chainId,
		timestampS: Math.floor(Date.now() / 1000) - 600,
	});
	for (let i = 0; i < 8; i++) await anvil.call("evm_mine", []);
	return anvil;
};

type Opened = {
	readonly seat: (
		chainId: number,
		role: Role,
		name: string,
		upstream: string | Upstream,
	) => Promise<Seat>;
	readonly close: () => Promise<void>;
};

const proxiesFor = (elsewhere: Anvil): Opened => {
	const proxies: LyingProxy[] = [];
	return {
		seat: async (chainId, role, name, upstream) => {
			const proxy = await openProxy({
				upstream,
				...(role === "execution" ? { elsewhere: elsewhere.upstream } : {}),
			});
			proxies.push(proxy);
			return { chainId, role, name, proxy };
		},
		close: async () => {
			await Promise.all(proxies.map((proxy) => proxy.close()));
			await elsewhere.stop();
		},
	};
};

/**
 * Resolves when the rollup's contracts stand in L1's final state: a wallet that starts at an earlier checkpoint reads there,
 * rightly, that no such contract is.
 */
const rollupFinal = async (
	call: Call,
	{ contracts }: OpProfile,
): Promise<void> => {
	const end = performance.now() + 60_000;
	for (;;) {
		const word = await call("eth_getStorageAt", [
			contracts.systemConfig.address,
			implementationSlot,
			"finalized",
		]);
		if (typeof word === "string" && BigInt(word) !== 0n) return;
		if (performance.now() > end)
			throw new Error("the rollup's contracts do not become final");
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
};

/** The embedded network: real clients, a rollup, real time. Nothing is left running when it throws. */
export const startEmbeddedScene = async (): Promise<Scene> => {
	const embedded = await startEmbedded({ network: { slotSeconds: 2 } });
	const { network, rollup } = embedded;
	let opened: Opened | null = null;
	const stop = async (): Promise<void> => {
		await opened?.close();
		await embedded.stop();
	};
	try {
		opened = proxiesFor(await startElsewhere(network.chainId));
		const { seat } = opened;
		const [beaconUrl] = network.endpoints.beacon;
		const friend = network.accounts.at(-1)?.address;
		if (beaconUrl === undefined || friend === undefined)
			throw new Error("the network lacks an endpoint or accounts");
		const calls = new Map<number, Upstream>([
			[network.chainId, upstreamOf(network.endpoints.execution)],
			[rollup.chainId, upstreamOf(rollup.chainUrl)],
		]);
		await rollupFinal(
			(method, params = []) =>
				callOn(upstreamOf(network.endpoints.execution), method, params),
			rollup.profile,
		);
		return {
			file: embedded.fileText,
			network: network.name,
			l1: network.chainId,
			slotMs: network.slotSeconds * 1000,
			beaconUrl,
			tokens: [
				{
					chainId: network.chainId,
					address: network.token,
					symbol: "EMB",
					decimals: 18,
					balancesSlot: 0,
				},
				...rollup.profile.tokens.map((token) => ({
					...token,
					chainId: rollup.chainId,
				})),
			],
			friend,
			finalizedRoot: async () => (await network.control.status()).finalizedRoot,
			oldRoot: async () => (await network.control.status()).finalizedRoot,
			truth: (chainId) => {
				const upstream = calls.get(chainId);
				if (upstream === undefined) throw new RangeError(`chain ${chainId}`);
				return (method, params = []) => callOn(upstream, method, params);
			},
			seats: () =>
				Promise.all([
					...network.endpoints.beacon
						.slice(0, 2)
						.map((url, i) =>
							seat(network.chainId, "beacon", `beacon ${i + 1}`, url),
						),
					...[1, 2].map((i) =>
						seat(
							network.chainId,
							"execution",
							`node ${i}`,
							network.endpoints.execution,
						),
					),
					...[1, 2].map((i) =>
						seat(
							rollup.chainId,
							"execution",
							`rollup node ${i}`,
							rollup.rpcUrl,
						),
					),
					seat(rollup.chainId, "relay", "relay", rollup.relayUrl),
				]),
			mischief: mischiefOf(embedded),
			stop,
		};
	} catch (thrown) {
		await stop();
		throw thrown;
	}
};

const nothing = async (): Promise<void> => {};

/** What committees, a rollup's own roles, or anyone on L1 can do. */
const mischiefOf = ({ network, rollup }: Embedded): readonly Mischief[] => {
	const [victim] = network.accounts;
	return [
		{
			name: "a committee of which a third signs",
			begin: () => network.control.setParticipation({ signers: 10 }),
			end: () => network.control.setParticipation({ signers: 32 }),
			playing: 0,
		},
		{
			name: "a false root that a stranger posts on L1",
			begin: async () => {
				await rollup.proposeFalseRoot();
			},
			end: nothing,
			playing: 0,
		},
		{
			name: "a false root, with a rollup node that serves the state under it",
			begin: async () => {
				if (victim === undefined) return;
				const shadow = await rollup.forge(
					new Map([[victim.address, 7n * 10n ** 24n]]),
				);
				await rollup.proposeFalseRoot({
					l2BlockNumber: shadow.block.number,
					root: shadow.output.root,
				});
				rollup.rpc.setLie(shadow.lie);
			},
			end: async () => rollup.rpc.setLie(undefined),
			playing: 0,
		},
		{
			name: "a relay that signs two payloads for one height",
			begin: async () => rollup.relay.setLie("conflicting"),
			end: async () => rollup.relay.setLie(undefined),
			playing: 0,
		},
	];
};

/** The made world, live: anvil under a made beacon chain, no rollup, ready in a second. */
export const startMadeScene = async (pastPeriods = 4): Promise<Scene> => {
	const world = await startWorld({ live: true, pastPeriods });
	const { chainId } = world.network;
	let opened: Opened | null = null;
	const stop = async (): Promise<void> => {
		await opened?.close();
		await world.stop();
	};
	try {
		opened = proxiesFor(await startElsewhere(chainId));
		const { seat } = opened;
		const honest = await seat(chainId, "beacon", "honest", world.beacon);
		const friend = world.accounts.at(-1);
		if (friend === undefined) throw new Error("no account to send to");
		return {
			file: JSON.stringify({
				format: "sextant-network-1",
				l1: world.network,
				rollups: [],
			}),
			network: world.network.name,
			l1: chainId,
			slotMs: world.network.secondsPerSlot * 1000,
			beaconUrl: honest.proxy.url,
			tokens: [
				{
					chainId,
					address: world.contract,
					symbol: "MADE",
					decimals: 6,
					balancesSlot: 0,
				},
			],
			friend,
			finalizedRoot: async () => world.view().finalized.root,
			oldRoot: async () => world.checkpoint,
			truth: () => world.anvil.call,
			seats: () =>
				Promise.all([
					...[1, 2].map((i) =>
						seat(chainId, "beacon", `beacon ${i}`, world.beacon),
					),
					...[1, 2].map((i) =>
						seat(chainId, "execution", `node ${i}`, world.anvil.upstream),
					),
				]),
			mischief: [],
			stop,
		};
	} catch (thrown) {
		await stop();
		throw thrown;
	}
};
