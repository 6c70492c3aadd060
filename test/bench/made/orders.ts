// Two orders and the world they are tried in: a transfer of a token, and a trade of two tokens on Uniswap v2.

import { encodeFunctionData } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import { call, slotsRead } from "../../../src/evm/call.ts";
import type { SimulatedTransaction } from "../../../src/evm/simulate-request.ts";
import { me, orderOf, stageOf } from "../../evm/simulated.ts";
import { uniswapAbi, uniswapWorld } from "../../evm/uniswap.ts";
import { type OrdersFile, worldFile } from "../works/simulate.ts";

const amount = 10n ** 19n;
const reserve = 10n ** 23n;
const friend: Hex = `0x${"cd".repeat(20)}`;

export const makeOrders = async (): Promise<OrdersFile> => {
	const { world, tokens, router } = await uniswapWorld(me);
	const [first, second] = tokens;
	const nonce = world[me]?.nonce ?? 0;
	const { proofs } = stageOf(world);
	/** As a node lists it: what a call reads, and nothing of what is asked besides. */
	const listOf = async (order: SimulatedTransaction) => {
		const slots = new Map<Hex, Hex[]>();
		for (const { value } of slotsRead(await call(proofs, order))) {
			const known = slots.get(value.address) ?? [];
			known.push(value.key);
			slots.set(value.address, known);
		}
		return [...slots].map(([address, keys]) => ({ address, slots: keys }));
	};
	const orderFile = async (to: Hex, data: Hex, changes: readonly bigint[]) => ({
		...{ from: me, to, data, nonce },
		accessList: await listOf(
			orderOf({ to, data, nonce: BigInt(nonce), gasPriceWei: 0n }),
		),
		changes: changes.map(String),
	});
	const abi = uniswapAbi;
	const far = 2n ** 40n;
	return {
		world: worldFile(world),
		transfer: await orderFile(
			first,
			encodeFunctionData({
				abi,
				functionName: "transfer",
				args: [friend, amount],
			}),
			[-amount],
		),
		swap: await orderFile(
			router,
			encodeFunctionData({
				abi,
				functionName: "swapExactTokensForTokens",
				args: [amount, 1n, [first, second], me, far],
			}),
			[
				-amount,
				(amount * 997n * 2n * reserve) / (reserve * 1_000n + amount * 997n),
			],
		),
	};
};
