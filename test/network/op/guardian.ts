// What those can do on L1 who hold the rollup's powers: pause withdrawals, blacklist a game, retire all games so far, and
// replace the portal's code. The deployer holds them all here.

import { encodeFunctionData, getContractAddress } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { portalAbi, proxyAdminAbi, superchainConfigAbi } from "./abi.ts";
import { gameType, type OpContracts } from "./deploy.ts";
import { creation } from "./plan.ts";
import type { Rpc } from "./rpc.ts";
import type { Call, Sender } from "./sender.ts";

/** The seconds that the portal's code has inside. */
export type PortalDelays = {
	readonly proofMaturityS: number;
	readonly gameFinalityS: number;
};

export type Guardian = {
	/** No proving, no finalizing, no messages through the bridge; until `unpause`. */
	readonly pause: () => Promise<void>;
	readonly unpause: () => Promise<void>;
	/** Nothing proved against this game can be finalized any more. */
	readonly blacklist: (game: Hex) => Promise<void>;
	/** Nothing proved against any game that exists can be finalized; later games count again. */
	readonly retireGames: () => Promise<void>;
	/** Another type of game is respected from now on; games of the old one count no more. */
	readonly respectType: (type: number) => Promise<void>;
	/**
	 * The proxy runs other code from now on: the same contract with other delays inside, or whatever is at `to`.
	 * @returns the new implementation
	 */
	readonly upgradePortal: (
		wanted?: Partial<PortalDelays> & { readonly to?: Hex },
	) => Promise<Hex>;
};

export const openGuardian = (
	l1: Rpc,
	contracts: OpContracts,
	sender: Sender,
	delays: PortalDelays,
): Guardian => {
	const { superchainConfig, optimismPortal, proxyAdmin } = contracts;
	const portal = (data: Hex, what: string): Call => ({
		to: optimismPortal.address,
		data,
		gas: 200_000n,
		what,
	});
	const respectType = async (type: number): Promise<void> => {
		const data = encodeFunctionData({
			abi: portalAbi,
			functionName: "setRespectedGameType",
			args: [type],
		});
		await sender.send(portal(data, `respect games of type ${type}`));
	};

	/** Creates the portal's code anew, with other immutables. */
	const newPortal = async (wanted: PortalDelays): Promise<Hex> => {
		const nonce = await l1(
			"eth_getTransactionCount",
			[sender.address, "latest"],
			d.smallQuantity,
		);
		await sender.send(
			creation("OptimismPortal2", portalAbi, [
				BigInt(wanted.proofMaturityS),
				BigInt(wanted.gameFinalityS),
			]),
		);
		const made = getContractAddress({
			from: sender.address,
			nonce: BigInt(nonce),
		});
		return d.address(made, "portal");
	};

	return {
		pause: async () => {
			await sender.send({
				to: superchainConfig.address,
				data: encodeFunctionData({
					abi: superchainConfigAbi,
					functionName: "pause",
					args: ["embedded network"],
				}),
				gas: 100_000n,
				what: "pause withdrawals",
			});
		},
		unpause: async () => {
			await sender.send({
				to: superchainConfig.address,
				data: encodeFunctionData({
					abi: superchainConfigAbi,
					functionName: "unpause",
				}),
				gas: 100_000n,
				what: "end the pause",
			});
		},
		blacklist: async (game) => {
			const data = encodeFunctionData({
				abi: portalAbi,
				functionName: "blacklistDisputeGame",
				args: [game],
			});
			await sender.send(portal(data, `blacklist ${game}`));
		},
		retireGames: () => respectType(gameType),
		respectType,
		upgradePortal: async (wanted = {}) => {
			const to =
				wanted.to ??
				(await newPortal({
					proofMaturityS: delays.proofMaturityS + 1,
					gameFinalityS: delays.gameFinalityS,
					...wanted,
				}));
			await sender.send({
				to: proxyAdmin,
				data: encodeFunctionData({
					abi: proxyAdminAbi,
					functionName: "upgrade",
					args: [optimismPortal.address, to],
				}),
				gas: 200_000n,
				what: "upgrade the portal",
			});
			return to;
		},
	};
};
