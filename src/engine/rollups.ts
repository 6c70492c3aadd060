// The rollups of a network, opened one by one: each as the runtime of its kind follows it.

import type { Fault } from "../base/fault.ts";
import type { Kernel, Precompiling, ProofChecks } from "../crypto/kernel.ts";
import { hasOwnAccounts } from "../l2/checks.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { OwnParts, OwnRollup } from "../l2/runtime.ts";
import { runtimeOf } from "../l2/runtimes.ts";
import type { Store } from "../source/ports.ts";
import { type AskerPorts, onScreens, person, wayOut } from "./askers.ts";
import { openGathered } from "./gathered.ts";
import type { L1Chain } from "./l1-chain.ts";
import type { Layers } from "./layers.ts";
import { openRollupChain, type RollupChain } from "./rollup-chain.ts";
import { type ChainEndpoints, endpointsOf, type Settings } from "./settings.ts";

/** Every rollup whose endpoints are chosen, with those. */
const chosen = (
	{ rollups }: Pick<Layers, "rollups">,
	settings: Settings,
): readonly {
	readonly profile: RollupProfile;
	readonly endpoints: ChainEndpoints;
}[] =>
	rollups
		.map((profile) => ({
			profile,
			endpoints: endpointsOf(settings, profile.chainId),
		}))
		.filter(({ endpoints }) => endpoints.execution.length > 0);

/** Those whose accounts are Ethereum's, under roots of their own. */
export const openRollups = (
	layers: Pick<Layers, "rollups">,
	settings: Settings,
	l1: L1Chain,
	ports: AskerPorts & { readonly kernel: Precompiling & ProofChecks },
): readonly RollupChain[] => {
	const together: L1Chain = {
		...l1,
		ahead: { ...l1.ahead, capture: openGathered(l1.ahead.capture) },
	};
	const { beacon } = endpointsOf(settings, l1.network.chainId);
	return chosen(layers, settings)
		.filter(({ profile }) => !hasOwnAccounts(profile))
		.map(({ profile, endpoints }) =>
			openRollupChain(profile, endpoints, together, ports, beacon),
		);
};

export type OwnTools = AskerPorts & {
	readonly store: Store;
	readonly kernel: Kernel;
	/** The wallet's public keys on a chain. @throws locked */
	readonly askKeys: (chainId: number) => ReturnType<OwnParts["askKeys"]>;
	/** A proof failed: what waits to be signed on this rollup is taken back. */
	readonly onProofFailure: (chainId: number, fault: Fault) => Promise<void>;
};

const ownParts = (
	{ chainId }: RollupProfile,
	endpoints: ChainEndpoints,
	settings: Settings,
	l1: L1Chain,
	tools: OwnTools,
): OwnParts => ({
	l1: l1.ahead.capture,
	l1Pool: l1.pool,
	l1Network: l1.network,
	l1Final: () => l1.reader.basis("final"),
	checkTouch: l1.checkTouch,
	endpoints: endpoints.execution,
	beacons: endpointsOf(settings, l1.network.chainId).beacon,
	fetch: { screen: wayOut(tools, onScreens), order: wayOut(tools, person) },
	clock: tools.clock,
	store: tools.store,
	kernel: tools.kernel,
	accounts: settings.accounts,
	askKeys: () => tools.askKeys(chainId),
	onProofFailure: (fault) => tools.onProofFailure(chainId, fault),
});

/** Those whose accounts and orders are their own. @throws not-loaded, and as `KindRuntime.followOwn` */
export const openOwnRollups = async (
	layers: Pick<Layers, "rollups">,
	settings: Settings,
	l1: L1Chain,
	tools: OwnTools,
): Promise<
	readonly { readonly profile: RollupProfile; readonly rollup: OwnRollup }[]
> => {
	const opened = await Promise.all(
		chosen(layers, settings)
			.filter(({ profile }) => hasOwnAccounts(profile))
			.map(async ({ profile, endpoints }) => {
				const runtime = await runtimeOf(profile.kind);
				const parts = ownParts(profile, endpoints, settings, l1, tools);
				return { profile, rollup: await runtime?.followOwn?.(profile, parts) };
			}),
	);
	return opened.flatMap(({ profile, rollup }) =>
		rollup === undefined ? [] : [{ profile, rollup }],
	);
};
