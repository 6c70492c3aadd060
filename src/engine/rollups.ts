// The rollups of a network file, opened one by one.

import type { Precompiling } from "../crypto/kernel.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { ReferenceProfile } from "../l2/reference/checks/profile.ts";
import { runtimeOf } from "../l2/runtimes.ts";
import type { NetworkFile } from "../receipt/networks.ts";
import type { Outside } from "./askers.ts";
import type { L1Chain } from "./l1-chain.ts";
import {
	openReferenceChain,
	type ReferenceChain,
	type ReferenceTools,
} from "./reference-chain.ts";
import { openRollupChain, type RollupChain } from "./rollup-chain.ts";
import type { Settings } from "./settings.ts";

/** Are its accounts Ethereum's, under roots of its own? */
const isFollowed = ({ kind }: RollupProfile): boolean =>
	runtimeOf(kind)?.follow !== undefined;

const isReference = (profile: RollupProfile): profile is ReferenceProfile =>
	profile.kind === "reference-v1";

/** Every rollup of the file whose endpoints are chosen. */
export const openRollups = (
	file: NetworkFile | undefined,
	settings: Settings,
	l1: L1Chain,
	ports: Outside & { readonly kernel: Precompiling },
): readonly RollupChain[] =>
	(file?.rollups ?? []).flatMap((profile) => {
		const endpoints = settings.endpoints.find(
			({ chainId }) => chainId === profile.chainId,
		);
		return endpoints === undefined ||
			endpoints.execution.length === 0 ||
			!isFollowed(profile)
			? []
			: [openRollupChain(profile, endpoints, l1, ports)];
	});

/** Every rollup of kind reference-v1 of the file whose endpoints are chosen. @throws as `openReferenceChain` */
export const openReferences = (
	file: NetworkFile | undefined,
	settings: Settings,
	l1: L1Chain,
	tools: Omit<ReferenceTools, "accounts">,
): Promise<readonly ReferenceChain[]> => {
	const of = (chainId: number) =>
		settings.endpoints.find((entry) => entry.chainId === chainId);
	const l1Endpoints = of(l1.network.chainId);
	return Promise.all(
		(file?.rollups ?? []).flatMap((profile) => {
			const endpoints = of(profile.chainId);
			return endpoints === undefined ||
				endpoints.execution.length === 0 ||
				l1Endpoints === undefined ||
				!isReference(profile)
				? []
				: [
						openReferenceChain(profile, endpoints, l1, l1Endpoints, {
							...tools,
							accounts: settings.accounts,
						}),
					];
		}),
	);
};
