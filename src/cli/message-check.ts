// What the receipt of a signed message shows, in words and as JSON names it.

import { visible } from "../base/visible.ts";
import type { CheckTools } from "../receipt/check.ts";
import {
	checkMessageReceipt,
	type MessageReceipt,
} from "../receipt/message-receipt.ts";
import { wordsOf } from "../words/catalogue.ts";

type CheckedMessageReceipt = Awaited<ReturnType<typeof checkMessageReceipt>>;

const contentOf = ({
	meaning,
	bytes,
	typed,
}: CheckedMessageReceipt): readonly string[] => {
	if (meaning.kind === "text" || meaning.kind === "sign-in")
		return visible(meaning.text)
			.split("\n")
			.map((line) => `  | ${line}`);
	if (typed === null) return [`  | ${bytes ?? ""}`];
	const { domain, fields, primaryType } = typed;
	return [
		`  ${visible(primaryType)} for ${domain.verifyingContract ?? "no contract"}, ${domain.chainId === null ? "on every chain" : `on chain ${domain.chainId}`}`,
		...fields.map(
			({ depth, name, type, value }) =>
				`  | ${"  ".repeat(Math.min(depth, 8))}${visible(name)} ${visible(type)}${value === null ? "" : ` ${visible(value)}`}`,
		),
	];
};

/** @throws as `checkMessageReceipt` */
export const messageFindings = async (
	receipt: MessageReceipt,
	tools: CheckTools,
): Promise<{
	readonly lines: readonly string[];
	readonly facts: Readonly<Record<string, unknown>>;
	readonly asOfS: number;
}> => {
	const found = await checkMessageReceipt(receipt, tools);
	const { account, origin, digest, headSlot, warnings, asOfS } = found;
	return {
		asOfS,
		lines: [
			`  ${account} signed this message, with the hash ${digest}`,
			`  for ${visible(origin)}, by the wallet's word; no signature covers who asked`,
			...contentOf(found),
			...warnings.map((one) => `  ${wordsOf(one)}`),
			`  the clock was held against slot ${headSlot}; that it was signed then is the wallet's word`,
		],
		facts: { account, origin, digest, kind: found.meaning.kind },
	};
};
