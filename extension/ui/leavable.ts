// What the view holds of leaving: which rollups can be left, and what is known of one. Pure.

import {
	chainKey,
	type ExitView,
	type KeptView,
	type LivenessView,
} from "../../src/protocol/exit-views.ts";
import type { OrderView, WalletView } from "../../src/protocol/views.ts";

/** The journey an order is a step of. */
export const journeyOfOrder = (
	view: WalletView,
	order: Pick<OrderView, "id">,
): ExitView | undefined =>
	view.exits.journeys.find(({ stages }) =>
		stages.some((stage) => stage.order === order.id),
	);

/** @param key the chain's id, or the name of one without */
export const livenessOf = (
	view: WalletView,
	key: number | string,
): LivenessView | undefined =>
	view.exits.liveness.find((one) => chainKey(one) === String(key));

export const keptOf = (
	view: WalletView,
	chainId: number,
): KeptView | undefined =>
	view.exits.kept.find((one) => one.chainId === chainId);

export type Leavable = {
	/** As `chainKey` gives it. */
	readonly key: string;
	readonly chainId: number | null;
	readonly title: string;
};

/** The rollups of this network, also those that are watched only. */
export const leavable = (view: WalletView): readonly Leavable[] => {
	const rollups = view.chains
		.filter(({ kind }) => kind === "rollup")
		.map(({ chainId, title }) => ({ key: String(chainId), chainId, title }));
	return [
		...rollups,
		...view.exits.liveness
			.filter(
				({ chainId }) =>
					!view.chains.some((chain) => chain.chainId === chainId),
			)
			.map((one) => ({
				key: chainKey(one),
				chainId: one.chainId,
				title: one.title,
			})),
	];
};

/** Money on this network is worth nothing: everything but Ethereum's own. */
export const isTestNetwork = (view: WalletView): boolean =>
	view.network !== null && view.network.chainId !== 1;
