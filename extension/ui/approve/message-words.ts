// What a message is called, and what its parts are, in words. Of its own reading the signer gives codes and numbers alone.

import { utcWords } from "../../../src/base/time.ts";
import { formatUnits, groupDigits, shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	MessageApproval,
	MessageAsset,
	MessageGrant,
	MessageMeaning,
	MessageView,
} from "../../../src/protocol/message-views.ts";
import { hostOf } from "../words.ts";

type MessageChain = MessageApproval["chain"];

const named = (asset: MessageAsset): string =>
	asset.named?.symbol ??
	(asset.contract === null
		? ""
		: `token ${shortHex(checksummed(asset.contract))}`);

/** "500.00 USDC"; of what nothing is known of, so many of its smallest unit. */
export const assetWords = (
	asset: MessageAsset,
	chain: MessageChain,
): string => {
	const { kind, contract, amount, item } = asset;
	if (kind === "coin")
		return amount === null
			? `any amount of ${chain.symbol}`
			: `${groupDigits(formatUnits(BigInt(amount), chain.decimals))} ${chain.symbol}`;
	const from = contract === null ? "" : shortHex(checksummed(contract));
	const times =
		amount === null || amount === "1" ? "" : `${groupDigits(amount)} × `;
	if (kind === "nft") return `${times}item ${item ?? "?"} of ${from}`;
	if (kind === "some") return `${times}any item of a set from ${from}`;
	if (amount === null) return `unlimited ${named(asset)}`;
	return asset.named === null
		? `${groupDigits(amount)} of the smallest unit of ${named(asset)}`
		: `${groupDigits(formatUnits(BigInt(amount), asset.named.decimals))} ${asset.named.symbol}`;
};

/** A time of a message, in Unix seconds. */
export const timeWords = (timeS: string | null, none: string): string =>
	timeS === null ? none : utcWords(Number(timeS), "minute");

/** When what it allows ends. Permit2 takes 0 for the block in which it is used. */
export const untilWords = ({ untilS, uses }: MessageGrant): string => {
	if (uses === "once") return "it is used, once";
	return untilS === "0"
		? "the block in which it is first used"
		: timeWords(untilS, "without end");
};

/** Nothing of it may be taken any more. */
export const isTakingBack = ({
	grants,
}: {
	readonly grants: readonly MessageGrant[];
}): boolean => grants.every(({ asset }) => asset.amount === "0");

const grantDeed = (
	meaning: Extract<MessageMeaning, { readonly kind: "allow" }>,
	chain: MessageChain,
): string => {
	const [first] = meaning.grants;
	if (isTakingBack(meaning)) return "Take the allowance back";
	if (first === undefined || meaning.grants.length > 1)
		return `Allow ${meaning.grants.length} tokens`;
	const what = assetWords(first.asset, chain);
	if (meaning.standard === "ERC-3009") return `Allow ${what}`;
	if (first.asset.amount === null) return `Allow ${what}`;
	return `Allow up to ${what}`;
};

/** What the button that signs says it does. */
export const messageDeed = ({ meaning, chain }: MessageApproval): string => {
	switch (meaning.kind) {
		case "text":
			return "Sign this text";
		case "bytes":
			return "Sign these bytes";
		case "sign-in":
			return "Sign in";
		case "allow":
			return grantDeed(meaning, chain);
		case "cancel":
			return "Cancel the payment";
		case "trade":
			return meaning.orders.length === 1
				? "Sign the order"
				: `Sign ${meaning.orders.length} orders`;
		case "safe":
			return "Agree for the Safe";
		case "unknown":
			return "Sign this message";
	}
};

/** What is asked, as the title of the screen. */
export const messageTitle = (approval: MessageApproval): string =>
	approval.meaning.kind === "sign-in"
		? `Sign in to ${hostOf(approval.origin)}?`
		: `${messageDeed(approval)}?`;

/** What kind of message it is, in a list. By the engine's word. */
export const messageKind: { readonly [what in MessageView["what"]]: string } = {
	text: "a text",
	"sign-in": "a sign-in",
	typed: "a message with fields",
};

/** Every field in which engine and signer differ. Empty: they say the same. */
export const messageDifferences = (
	told: MessageView,
	read: MessageApproval,
): readonly {
	readonly field: string;
	readonly engine: string;
	readonly signer: string;
}[] =>
	[
		{ field: "who asks", engine: told.origin, signer: read.origin },
		{ field: "account", engine: told.account, signer: read.account },
		{
			field: "chain",
			engine: String(told.chainId),
			signer: String(read.chain.chainId),
		},
		{
			field: "what is signed",
			engine: told.digest,
			// with the person's own amount it is another: the engine tells of what was asked for
			signer:
				read.settable === undefined || read.settable.own === null
					? read.digest
					: read.settable.digest,
		},
	].filter(({ engine, signer }) => engine !== signer);
