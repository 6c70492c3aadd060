// The rollups of a network file, opened one by one.

import type { Precompiling } from "../crypto/kernel.ts";
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
			profile.kind === "reference-v1"
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
				profile.kind !== "reference-v1"
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
