// What a campaign plays on: the embedded network with a proxy in front of every endpoint a wallet is given, and the honest
// chain behind it, which alone says what is true.

import type { Hex } from "../../src/base/bytes.ts";
import { type Embedded, startEmbedded } from "../network/embedded.ts";
import { upstreamOf } from "./exchange.ts";
import type { Tree } from "./json.ts";
import type { Target } from "./lie.ts";
import { type Anvil, startAnvil } from "./made/anvil.ts";
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
	readonly embedded: Embedded;
	readonly l1: number;
	readonly l2: number;
	/** The honest chain by its id. */
	readonly truth: (chainId: number) => Call;
	/** The honest beacon endpoint. */
	readonly beaconUrl: string;
	/** New proxies in front of everything, for one wallet: two endpoints of each kind, one relay. */
	readonly seats: () => Promise<readonly Seat[]>;
	readonly stop: () => Promise<void>;
};

/** Which of a wallet's endpoints a lie of that target can be told by. */
export const fits = (target: Target, seat: Seat, l1: number): boolean => {
	if (target === "any") return true;
	if (target === "rollup")
		return seat.role === "execution" && seat.chainId !== l1;
	return seat.role === target;
};

export const plansOf = (seats: readonly Seat[]): readonly ChainPlan[] => {
	const chains = [...new Set(seats.map(({ chainId }) => chainId))];
	return chains.map((chainId) => {
		const of = (role: Role) =>
			seats
				.filter((seat) => seat.chainId === chainId && seat.role === role)
				.map(({ name, proxy }) => ({ name, url: proxy.url }));
		return {
			chainId,
			beacon: of("beacon"),
			execution: of("execution"),
			relay: of("relay"),
		};
	});
};

/** Starts everything. Nothing is left running when it throws. */
export const startScene = async (): Promise<Scene> => {
	const embedded = await startEmbedded({ network: { slotSeconds: 2 } });
	const { network, rollup } = embedded;
	const proxies: LyingProxy[] = [];
	let elsewhere: Anvil | null = null;
	const stop = async (): Promise<void> => {
		await Promise.all(proxies.map((proxy) => proxy.close()));
		await elsewhere?.stop();
		await embedded.stop();
	};
	try {
		elsewhere = await startAnvil({
			chainId: network.chainId,
			timestampS: Math.floor(Date.now() / 1000) - 600,
		});
		for (let i = 0; i < 8; i++) await elsewhere.call("evm_mine", []);
		const other = elsewhere.upstream;
		const [beaconUrl] = network.endpoints.beacon;
		if (beaconUrl === undefined) throw new Error("no beacon endpoint");
		const callers = new Map<number, Call>(
			[
				[network.chainId, network.endpoints.execution] as const,
				[rollup.chainId, rollup.chainUrl] as const,
			].map(([chainId, url]) => {
				const upstream = upstreamOf(url);
				return [
					chainId,
					(method, params = []) => callOn(upstream, method, params),
				];
			}),
		);
		const seat = async (
			chainId: number,
			role: Role,
			name: string,
			upstream: string,
		): Promise<Seat> => {
			const proxy = await openProxy({
				upstream,
				...(role === "execution" ? { elsewhere: other } : {}),
			});
			proxies.push(proxy);
			return { chainId, role, name, proxy };
		};
		return {
			embedded,
			l1: network.chainId,
			l2: rollup.chainId,
			beaconUrl,
			truth: (chainId) => {
				const call = callers.get(chainId);
				if (call === undefined) throw new RangeError(`chain ${chainId}`);
				return call;
			},
			seats: () => {
				const beacons = network.endpoints.beacon.slice(0, 2);
				return Promise.all([
					...beacons.map((url, i) =>
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
				]);
			},
			stop,
		};
	} catch (thrown) {
		await stop();
		throw thrown;
	}
};

/** The root of the newest finalized block, as the honest network has it. */
export const finalizedRoot = async ({ embedded }: Scene): Promise<Hex> =>
	(await embedded.network.control.status()).finalizedRoot;
