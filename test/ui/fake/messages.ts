// Messages that wait for a decision, each read by the rule as the signer reads it.

import { knownNetworks } from "../../../src/l1/network.ts";
import {
	type MessageRequest,
	messageRequestText,
	type RawMessage,
} from "../../../src/message/request.ts";
import type {
	MessageApproval,
	MessageView,
} from "../../../src/protocol/message-views.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import { readAsked } from "../../../src/receipt/message-rule.ts";
import { clearMessageOf } from "../../../src/signer/clear-approval.ts";
import { uniswapOrder } from "../../clear/typed-made.ts";
import {
	known,
	origin,
	rawText,
	rawTyped,
	signIn,
	unknown,
} from "../../message/made.ts";
import { fault, hash, me, nowMs, nowS } from "./base.ts";

const usdc = { symbol: "USDC", decimals: 6 };

const [mainnet] = knownNetworks;

const readOf = (
	what: RawMessage,
	part: Partial<MessageRequest> = {},
): { readonly approval: MessageApproval; readonly told: MessageView } => {
	if (mainnet === undefined) throw new RangeError("no network");
	const request: MessageRequest = {
		format: "sextant-message-1",
		id: "message-1",
		origin,
		account: me,
		chainId: 1,
		madeMs: nowMs - 4_000,
		what,
		...part,
	};
	messageRequestText(request);
	const { chain, digest, meaning, bytes, typed, warnings } = readAsked(
		request,
		mainnet,
		[],
		nowMs,
	);
	return {
		approval: {
			id: request.id,
			request: hash(80),
			shown: hash(81),
			origin: request.origin,
			account: me,
			...{ chain, digest, meaning, bytes, typed },
			warnings: [...warnings],
			checkpoint: hash(5),
			headSlot: 10_482_176,
			asOfS: nowS - 8,
			steps: 14,
		},
		told: {
			id: request.id,
			state: "waiting",
			origin: request.origin,
			account: me,
			chainId: 1,
			what:
				meaning.kind === "sign-in"
					? "sign-in"
					: what.kind === "text"
						? "text"
						: "typed",
			digest,
			madeMs: request.madeMs,
			signedMs: null,
			fault: null,
		},
	};
};

/** With its token named, as an accepted network file would name it. */
const named = (approval: MessageApproval): MessageApproval => ({
	...approval,
	warnings: approval.warnings.filter(({ code }) => code !== "message.unnamed"),
	meaning:
		approval.meaning.kind === "allow"
			? {
					...approval.meaning,
					grants: approval.meaning.grants.map((grant) => ({
						...grant,
						asset: { ...grant.asset, named: usdc },
					})),
				}
			: approval.meaning,
});

type MessageSceneBase = { readonly view: WalletView };

const sceneOf = <S extends MessageSceneBase>(
	scene: S,
	what: RawMessage,
	change: (approval: MessageApproval) => MessageApproval = (one) => one,
	part: Partial<MessageRequest> = {},
) => {
	const { approval, told } = readOf(what, part);
	return {
		...scene,
		messages: [change(approval)],
		view: { ...scene.view, requests: [], orders: [], messages: [told] },
	};
};

const long = Array.from(
	{ length: 12 },
	(_, i) => `${i + 1}. A rule of this forum that everybody keeps.`,
).join("\n");

export const messageScenes = <S extends MessageSceneBase>(scene: S) => ({
	"message-text": sceneOf(scene, rawText(`I agree to:\n${long}`)),
	"message-hidden": sceneOf(
		scene,
		rawText(
			"Pay \u202e001\u202c to nobody\u200b. wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
		),
	),
	"message-bytes": sceneOf(scene, { kind: "text", bytes: "0xff00c0ffee" }),
	"message-sign-in": sceneOf(scene, rawText(signIn())),
	"message-broken": sceneOf(
		scene,
		rawText(signIn((lines) => lines.with(6, "Version: 2"))),
	),
	"message-permit": sceneOf(scene, rawTyped(known.permit), named),
	"message-permit-unnamed": sceneOf(scene, rawTyped(known.permit)),
	"message-permit2": sceneOf(scene, rawTyped(known.permitBatch)),
	"message-payment": sceneOf(
		scene,
		rawTyped(known.transferAuthorization),
		named,
	),
	"message-order": sceneOf(scene, rawTyped(known.seaportBulk)),
	"message-clear": sceneOf(scene, rawTyped(uniswapOrder), (approval) => {
		const clear = clearMessageOf({ what: rawTyped(uniswapOrder), account: me });
		return { ...approval, ...(clear === null ? {} : { clear }) };
	}),
	"message-safe": sceneOf(scene, rawTyped(known.safeTx)),
	"message-unknown": sceneOf(scene, rawTyped(unknown)),
	"message-differs": sceneOf(scene, rawText("hello"), (approval) => ({
		...approval,
		digest: hash(82),
	})),
	"message-stale": {
		...sceneOf(scene, rawText(signIn())),
		refusal: fault("order-stale", "400 s old, at most 360 s", null),
	},
	"message-unread": { ...sceneOf(scene, rawText("hello")), messages: [] },
	"message-signed": {
		...scene,
		view: {
			...scene.view,
			messages: [rawText(signIn()), rawTyped(known.permit)].map((what, i) => ({
				...readOf(what).told,
				id: `signed-${i + 1}`,
				state: "signed" as const,
				signedMs: nowMs - 90_000 * (i + 1),
			})),
		},
	},
	"message-reading": {
		...scene,
		view: {
			...scene.view,
			orders: [],
			requests: [
				{
					id: "message-2",
					origin,
					kind: "sign" as const,
					says: { code: "site.sign", params: {} },
					send: null,
					offerBlock: false,
					madeMs: nowMs - 1_000,
				},
			],
		},
	},
});
