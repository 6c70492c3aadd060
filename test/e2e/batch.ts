// A site asks for two calls at once (EIP-5792): the person sees the list, decides on each by itself, and the site hears that both are done
// once that is proved.

import { encodeFunctionData, parseAbi } from "viem";
import { expect } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { type Page, until } from "../browser/browser.ts";
import { decide, sees, waitForText } from "./person.ts";
import {
	askedBy,
	chainOf,
	deedOn,
	given,
	isSigned,
	mined,
	type Sitting,
} from "./sitting.ts";

const abi = parseAbi(["function transfer(address, uint256)"]);
const wei = 30_000_000_000_000_000n;

const begun = d.record({ id: d.text(5_000) });
const status = d.record({
	status: d.int(),
	receipts: d.optional(d.list(d.dictionary(d.anything, 40), 8)),
});

/** The window in which that call of the batch stands: the one before it may just be closing. */
const orderOf = ({ browser }: Sitting, words: string): Promise<Page> =>
	until(
		words,
		async () => {
			const page = await browser.waitForPage("approve.html", 60_000);
			const isThere = await sees(page, words).catch(() => false);
			return isThere === true ? page : undefined;
		},
		90_000,
		300,
	);

export const batchOfTwo = async (
	sitting: Sitting,
	token: Hex,
	amount: bigint,
): Promise<void> => {
	const { site, me, friend, hand, watch, browser, execution } = sitting;
	const before = await chainOf(execution).count(me);
	const raw = (method: string, ...params: readonly unknown[]) =>
		deedOn(site, `raw(${given(method, params)})`);
	const chainId = await raw("eth_chainId");
	const asking = raw("wallet_sendCalls", {
		...{ version: "2.0.0", chainId, from: me, atomicRequired: false },
		calls: [
			{ to: friend, value: `0x${wei.toString(16)}` },
			{
				to: token,
				data: encodeFunctionData({
					abi,
					functionName: "transfer",
					args: [friend, amount],
				}),
			},
		],
	});
	const list = await askedBy(sitting, asking);
	await waitForText(list, "All 2 calls, in their order", 30_000);
	await watch("batch", list);
	await hand.press(list, "Go through them");
	const { id } = begun(await asking, "batch");

	for (const [at, yes] of ["Send 0.03 ETH", "Send this token"].entries()) {
		const order = await orderOf(sitting, `Call ${at + 1} of 2`);
		await watch(`batch-call-${at + 1}`, order);
		await hand.press(order, yes);
		await isSigned(order);
		await decide(browser, order, "Done", hand);
		await mined(sitting, me, before + at + 1);
	}
	const now = async () =>
		status(await raw("wallet_getCallsStatus", id), "status");
	await until(
		"both calls are done",
		async () => ((await now()).status === 200 ? true : undefined),
		90_000,
		500,
	);
	expect((await now()).receipts).toHaveLength(2);
};
