// Every message there is, as decoders. `page` may come from a site, `ui` from our own screens, `keys` from our own screens
// on the signer's port. Types are inferred from the decoders.

import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import {
	mostAccounts,
	mostEndpointName,
	mostEndpoints,
	mostEndpointUrl,
	mostImported,
	mostVaultChars,
} from "../base/room.ts";
import { accountUi } from "./account-ui.ts";
import {
	accountMethods,
	heldAccounts,
	heldSecrets,
	mostPasskeys,
	passkeyView,
} from "./accounts.ts";
import { allowanceKind, allowancesView } from "./allowance-views.ts";
import { batchUi } from "./batch-views.ts";
import { batchAsked, batchId } from "./batches.ts";
import { faultJson, method } from "./channel.ts";
import {
	collectibleName,
	collectiblePicture,
	collectibleView,
	mostCollectibles,
} from "./collectible-views.ts";
import { delegationView } from "./delegation-views.ts";
import { deviceRequest, deviceSignature, orderSignatures } from "./device.ts";
import { endpointToTry, endpointTrial } from "./endpoint-trial.ts";
import { ensAddressView, ensReverseView, mostEnsName } from "./ens-views.ts";
import { exitView, wayView } from "./exit-views.ts";
import { feeChoice, feesView } from "./fee-views.ts";
import { gatewayUrl } from "./gateways.ts";
import { layerUi } from "./layer-views.ts";
import { message } from "./message.ts";
import { messageApproval, mostRequestChars } from "./message-views.ts";
import { networkReview } from "./network-review.ts";
import { ownUi } from "./own-ui.ts";
import { mostExitFileChars } from "./plain.ts";
import { currency, pricesView } from "./price-views.ts";
import { safeUi } from "./safe-ui.ts";
import { sentAsset } from "./sent-asset.ts";
import { stated } from "./stated.ts";
import { suggestions } from "./suggested.ts";
import {
	amount,
	approvalView,
	checkpointView,
	orderView,
	rollupKey,
	siteRequestKind,
	tokenView,
	traceView,
	view,
} from "./views.ts";

/** JSON-RPC params by place; trailing ones may be missing when their decoder is optional. More than named are refused. */
const places =
	<const D extends readonly Decode<unknown>[]>(
		...items: D
	): Decode<{ readonly [I in keyof D]: Decoded<D[I]> }> =>
	(raw, path) => {
		const given = raw === undefined || raw === null ? [] : raw;
		if (!Array.isArray(given) || given.length > items.length)
			throw new Fault(
				"bad-field",
				`"${path}" is not a list of at most ${items.length}`,
			);
		return items.map((item, i) => item(given[i], `${path}[${i}]`)) as never;
	};

/** A block as a site names it. Sextant answers for verified blocks only; which ones, the engine says. */
export const blockTag = d.either(
	d.oneOf("latest", "safe", "finalized", "pending", "earliest"),
	d.smallQuantity,
);

/** What a transaction to be signed and a call that nobody signs state alike. */
const transactionWords = {
	value: d.optional(d.quantity),
	data: d.optional(d.hexUpTo(131_072)),
	input: d.optional(d.hexUpTo(131_072)),
	gas: d.optional(d.quantity),
	gasPrice: d.optional(d.quantity),
	maxFeePerGas: d.optional(d.quantity),
	maxPriorityFeePerGas: d.optional(d.quantity),
	nonce: d.optional(d.quantity),
	type: d.optional(d.quantity),
	chainId: d.optional(d.quantity),
};

/**
 * A transaction a site asks for. Gas and fees it states are the most that may be signed; nothing of them is trusted. What
 * makes it another kind of transaction is refused by name.
 */
export const txRequest = stated(
	{
		from: d.address,
		to: d.optional(d.nullable(d.address)),
		...transactionWords,
		accessList: d.optional(d.anything),
		authorizationList: d.optional(d.anything),
	},
	"a transaction",
);
export type TxRequest = Decoded<typeof txRequest>;

/**
 * A call that nobody signs. What would make it another call than this wallet runs (authorizations, blobs) is decoded to be
 * refused.
 */
export const callRequest = stated(
	{
		from: d.optional(d.address),
		to: d.optional(d.nullable(d.address)),
		...transactionWords,
		accessList: d.optional(
			d.list(
				d.record({ address: d.address, storageKeys: d.list(d.hash, 1_000) }),
				256,
			),
		),
		authorizationList: d.optional(d.anything),
		blobVersionedHashes: d.optional(d.anything),
	},
	"a call",
);
export type CallWords = Decoded<typeof callRequest>;

/**
 * EIP-2255: the one permission there is. Another, asked for beside it too, would be missing from what the site believes it was
 * given, so it is refused by its name.
 * @throws unverifiable-method that names it; bad-field
 */
const permissionsAsked: Decode<unknown> = (raw, path) => {
	for (const name of Object.keys(d.dictionary(d.anything, 16)(raw, path)))
		if (name !== "eth_accounts")
			throw new Fault(
				"unverifiable-method",
				`there is no permission "${name.slice(0, 60)}"`,
			);
	return d.record({ eth_accounts: d.record({}) })(raw, path);
};

const storageKey = d.either(
	d.hash,
	(raw, path): `0x${string}` =>
		`0x${d.quantity(raw, path).toString(16).padStart(64, "0")}`,
);
const rpcHex = d.hexUpTo(65_536);
const rpcQuantity: Decode<string> = (raw, path) => {
	d.quantity(raw, path);
	return d.text(66)(raw, path);
};

export const page = {
	eth_chainId: method(d.nothing, rpcQuantity),
	net_version: method(d.nothing, d.text(20)),
	eth_accounts: method(d.nothing, d.list(d.address, 64)),
	eth_requestAccounts: method(d.nothing, d.list(d.address, 64)),
	eth_blockNumber: method(d.nothing, rpcQuantity),
	eth_getBalance: method(places(d.address, d.optional(blockTag)), rpcQuantity),
	eth_getTransactionCount: method(
		places(d.address, d.optional(blockTag)),
		rpcQuantity,
	),
	eth_getCode: method(places(d.address, d.optional(blockTag)), rpcHex),
	eth_getStorageAt: method(
		places(d.address, storageKey, d.optional(blockTag)),
		d.hex(32),
	),
	eth_getProof: method(
		places(d.address, d.list(storageKey, 64), d.optional(blockTag)),
		d.anything,
	),
	eth_call: method(
		places(callRequest, d.optional(blockTag)),
		d.hexUpTo(1_048_576),
	),
	eth_estimateGas: method(
		places(callRequest, d.optional(blockTag)),
		rpcQuantity,
	),
	eth_getBlockByNumber: method(
		places(blockTag, d.optional(d.flag)),
		d.anything,
	),
	eth_getTransactionByHash: method(places(d.hash), d.anything),
	eth_getTransactionReceipt: method(places(d.hash), d.anything),
	eth_sendTransaction: method(places(txRequest), d.hash),
	/** The text and the account; some libraries give a password besides, which means nothing. */
	personal_sign: method(
		places(d.text(300_000), d.text(300_000), d.optional(d.anything)),
		d.hex(65),
	),
	eth_signTypedData_v3: method(places(d.address, d.anything), d.hex(65)),
	eth_signTypedData_v4: method(places(d.address, d.anything), d.hex(65)),
	/** Refused, with words of their own: no site gets a 7702 authorization. */
	eth_signAuthorization: method(places(d.optional(d.anything)), d.anything),
	wallet_signAuthorization: method(places(d.optional(d.anything)), d.anything),
	/** Refused, with words of its own. */
	eth_sign: method(
		places(d.optional(d.anything), d.optional(d.anything)),
		d.hex(65),
	),
	wallet_switchEthereumChain: method(
		places(d.record({ chainId: d.quantity })),
		d.nothing,
	),
	wallet_getPermissions: method(d.nothing, d.anything),
	wallet_requestPermissions: method(places(permissionsAsked), d.anything),
	wallet_revokePermissions: method(places(d.anything), d.nothing),
	/** EIP-5792, version 2.0.0: several calls, in their order. */
	wallet_sendCalls: method(places(batchAsked), d.record({ id: batchId })),
	wallet_getCallsStatus: method(places(batchId), d.anything),
	wallet_showCallsStatus: method(places(batchId), d.nothing),
	wallet_getCapabilities: method(
		places(d.address, d.optional(d.nullable(d.list(d.quantity, 64)))),
		d.anything,
	),
	sextant_getVerifiedBalance: method(
		places(
			d.record({
				address: d.address,
				token: d.optional(d.nullable(d.address)),
				chainId: d.optional(d.quantity),
				/** 32 bytes of the caller's choice, bound into the evidence. */
				challenge: d.optional(d.hash),
			}),
		),
		d.anything,
	),
} as const;

const endpoints = d.list(
	d.record({ name: d.text(mostEndpointName), url: d.text(mostEndpointUrl) }),
	mostEndpoints,
);

const workReport = d.record({
	work: d.text(60),
	/** It has passed its self-test. */
	runs: d.text(80),
	refused: d.list(d.record({ name: d.text(80), why: d.text(300) }), 16),
});

/** Leave names the question it is given to, as it was on screen: a site chooses its ids, and may ask anew under one. */
export const siteAnswer = d.either(
	d.record({
		id: d.text(64),
		allow: d.oneOf(true),
		origin: d.text(300),
		kind: siteRequestKind,
		says: message,
		about: d.optional(d.text(66)),
	}),
	d.record({ id: d.text(64), allow: d.oneOf(false) }),
);

export const ui = {
	"view.get": method(d.nothing, view),
	/**
	 * The engine follows networks of this file from now on. It takes none but what the signer was given before, by
	 * `network.accept` of `keys`, and of those it imported without that it forgets what cannot stand beside this one.
	 */
	"network.import": method(d.record({ file: d.text(200_000) }), d.nothing),
	"network.list": method(
		d.nothing,
		d.list(
			d.record({
				name: d.text(40),
				title: d.text(60),
				imported: d.flag,
				/** Of the file it comes from; missing for a network of this release. */
				file: d.optional(d.hash),
			}),
			// those of a release are few
			16 + mostImported,
		),
	),
	/** The imported file of that network, as it was imported. */
	"network.file": method(
		d.record({ name: d.text(40) }),
		d.record({ file: d.text(200_000) }),
	),
	/** Takes an imported network off the list. */
	"network.forget": method(d.record({ name: d.text(40) }), d.nothing),
	"network.choose": method(d.record({ name: d.text(40) }), d.nothing),
	"endpoints.set": method(
		d.record({
			chainId: d.int(1),
			beacon: endpoints,
			execution: endpoints,
			relay: endpoints,
			/** Asked for a starting point alone. Left out: those that were chosen before stay. */
			checkpoint: d.optional(endpoints),
		}),
		d.nothing,
	),
	/** Public endpoints that this release suggests for the chosen network. Nobody is asked. */
	"endpoints.suggested": method(d.nothing, suggestions),
	/** Asks that endpoint, now, whether or not it is chosen, and says in words what it did. */
	"endpoints.test": method(endpointToTry, endpointTrial),
	/** Stops all tests that run. */
	"endpoints.stopTests": method(d.nothing, d.nothing),
	/** Asks the beacon endpoints and those for a starting point for one finalized epoch's root and compares. */
	"checkpoint.find": method(d.nothing, checkpointView),
	/** Asks the beacon endpoints whether they know a block under the root: the time of it, by their word. */
	"checkpoint.look": method(
		d.record({ root: d.hash }),
		d.record({ timeS: d.int() }),
	),
	"checkpoint.accept": method(d.record({ root: d.hash }), d.nothing),
	/** Asks every endpoint that did not lie again, now, however long it was silent. Answers when that is done. */
	"sync.retry": method(d.nothing, d.nothing),
	...accountUi,
	...safeUi,
	...ownUi,
	...layerUi,
	...batchUi,
	/** Asks the contract what it is, at a verified block; changes nothing. */
	"token.look": method(
		d.record({ chainId: d.int(1), address: d.address }),
		tokenView,
	),
	/** Asks it again, and keeps the token if it is one. On disk when it answers. */
	"token.add": method(
		d.record({ chainId: d.int(1), address: d.address }),
		d.nothing,
	),
	/** Are tokens that the account holds looked for among those this release knows? */
	"token.finding": method(d.nothing, d.record({ on: d.flag })),
	/** On disk when it answers. */
	"token.find": method(d.record({ on: d.flag }), d.nothing),
	/** Shown no more, also one that a network file names. On disk when it answers. */
	"token.remove": method(
		d.record({ chainId: d.int(1), address: d.address }),
		d.nothing,
	),
	/** What the chosen account has of the collectibles on the list, asked of their contracts at a verified block. */
	"collectible.look": method(
		d.record({ chainId: d.int(1) }),
		d.list(collectibleView, mostCollectibles),
	),
	/** Asks its contract, and keeps it if that answers. On disk when it answers. */
	"collectible.add": method(d.record(collectibleName), d.nothing),
	/** Shown no more. On disk when it answers. */
	"collectible.remove": method(d.record(collectibleName), d.nothing),
	/** Its picture, where the contract holds it itself; else where it lies. Nothing is fetched. */
	"collectible.picture": method(d.record(collectibleName), collectiblePicture),
	/** Fetched through the gateway that the person chose, and from nowhere else. Only ever by a click. */
	"collectible.fetch": method(d.record(collectibleName), collectiblePicture),
	"gateway.setting": method(d.nothing, d.record({ url: gatewayUrl })),
	/** On disk when it answers. */
	"gateway.choose": method(d.record({ url: gatewayUrl }), d.nothing),
	/** In which currency amounts are valued; null: in none. */
	"price.setting": method(
		d.nothing,
		d.record({ currency: d.nullable(currency) }),
	),
	/** On disk when it answers. */
	"price.choose": method(
		d.record({ currency: d.nullable(currency) }),
		d.nothing,
	),
	/** What the feeds say at a verified block of Ethereum; null where it is off, or the network has none. */
	"price.look": method(d.nothing, d.record({ prices: d.nullable(pricesView) })),
	/** All orders, signed messages and exits that this device keeps, of all accounts, as a CSV file. */
	"activity.export": method(
		d.nothing,
		d.record({ file: d.text(mostExitFileChars) }),
	),
	/** Who may take what of the chosen account, asked of the contracts at a verified block. Not all there is: see the screen. */
	"allowance.look": method(d.record({ chainId: d.int(1) }), allowancesView),
	/** An order that leaves the spender nothing. */
	"allowance.revoke": method(
		d.record({
			/** Chosen by the screen: asking again with the same id makes no second order. */
			id: d.text(64),
			chainId: d.int(1),
			kind: allowanceKind,
			token: d.address,
			spender: d.address,
			item: d.optional(amount),
		}),
		orderView,
	),
	/** The address of a name of ENS, by calls over proved state. */
	"ens.resolve": method(
		d.record({ name: d.text(mostEnsName) }),
		ensAddressView,
	),
	/** The name an address says is its own, and that leads back to it. */
	"ens.reverse": method(d.record({ address: d.address }), ensReverseView),
	"trail.get": method(d.record({ id: d.text(80) }), traceView),
	"evidence.export": method(
		d.record({ id: d.text(80) }),
		d.record({ file: d.text(16_000_000) }),
	),
	/** What is kept of a proof that failed on a rollup although L1 accepted it: for whoever can do something about it. */
	"halt.export": method(
		d.record({ chainId: d.int(1) }),
		d.record({ file: d.text(16_000_000) }),
	),
	"order.prepare": method(
		d.record({
			/** Chosen by the screen: asking again with the same id makes no second order. */
			id: d.text(64),
			chainId: d.int(1),
			to: d.address,
			/** Of the chain's own coin; nothing of it where something else is sent. */
			valueWei: amount,
			asset: d.optional(sentAsset),
			/** Missing: what is usual. */
			fees: d.optional(feeChoice),
		}),
		orderView,
	),
	/** What a fee on Ethereum can be chosen by. */
	"fees.look": method(d.nothing, feesView),
	/**
	 * An order that takes the place of one under way: the same with higher fees, or nothing instead. At most one of both is ever
	 * carried out.
	 */
	"order.replace": method(
		d.record({
			id: d.text(64),
			of: d.text(64),
			how: d.oneOf("faster", "cancel"),
		}),
		orderView,
	),
	/** Whose code the chosen account runs on Ethereum, by proof. */
	"delegation.look": method(d.nothing, delegationView),
	/** An order that has the chosen account run the code at `to` on Ethereum; null: nobody's code any more. */
	"delegation.prepare": method(
		d.record({ id: d.text(64), to: d.nullable(d.address) }),
		orderView,
	),
	"order.get": method(d.record({ id: d.text(64) }), orderView),
	/**
	 * Takes an order off the list: one that waits, whoever asked for it and whether or not anybody can still decide it, or one
	 * that is over. A step of an exit that waits stays on the list, refused. Nothing of it is signed after it answers.
	 */
	"order.forget": method(d.record({ id: d.text(64) }), d.nothing),
	"receipt.export": method(
		d.record({ id: d.text(64) }),
		d.record({ file: d.text(16_000_000) }),
	),
	/** A signed message with what it rested on. */
	"message.export": method(
		d.record({ id: d.text(64) }),
		d.record({ file: d.text(20_000_000) }),
	),
	/** Takes a signed message off the list. What it allows stays allowed. */
	"message.forget": method(d.record({ id: d.text(64) }), d.nothing),
	/** The ways out of a rollup for the chosen account. A chain without an id is asked about by its name. */
	"exit.ways": method(
		d.record({ chainId: d.nullable(d.int(1)), name: d.optional(d.text(40)) }),
		d.list(wayView, 16),
	),
	/** An order on the rollup by which so much of its coin leaves it for the chosen account; a way goes on from its transaction. */
	"exit.leave": method(
		d.record({
			/** Chosen by the screen: asking again with the same id makes no second order. */
			id: d.text(64),
			chainId: d.int(1),
			amount,
			/** An order of one's own under way there whose place it takes: while that one waits, nothing after it is carried out. */
			instead: d.optional(d.text(64)),
		}),
		orderView,
	),
	/** On disk when it answers. */
	"exit.begin": method(
		d.record({
			/** Chosen by the screen: asking again with the same id begins no second journey. */
			id: d.text(64),
			chainId: d.int(1),
			way: d.text(40),
			/** Null: ether. */
			token: d.nullable(d.address),
			/** Null: everything. */
			amount: d.nullable(amount),
			/** A transaction on the rollup that it goes on from. */
			begun: d.nullable(d.hash),
			/** The same as it was signed elsewhere, where no node of the rollup has it. */
			signed: d.optional(d.hexUpTo(1_024)),
		}),
		exitView,
	),
	/** A rehearsal with a small sum, on test networks alone. */
	"exit.drill": method(
		d.record({ id: d.text(64), chainId: d.int(1), way: d.text(40) }),
		exitView,
	),
	/** The order of the journey's next step, simulated on proved state; asking again gives the same while it is open. */
	"exit.step": method(
		d.record({ id: d.text(64), stage: d.text(40) }),
		orderView,
	),
	/** All that is needed to go on elsewhere: the journey and the evidence that is kept for it. */
	"exit.export": method(
		d.record({ id: d.text(64) }),
		d.record({ file: d.text(mostExitFileChars) }),
	),
	/** What is kept for exits from a rollup by the chosen account, without a journey. */
	"exit.keptExport": method(
		d.record({ chainId: d.int(1) }),
		d.record({ file: d.text(mostExitFileChars) }),
	),
	/** A journey's file or kept evidence: checked again, then on disk. Answers in words what was taken. */
	"exit.import": method(
		d.record({ file: d.text(mostExitFileChars) }),
		d.record({ says: d.list(message, 8), journey: d.nullable(d.text(64)) }),
	),
	/** Takes a journey off the list. Its transactions on L1 stay what they are. */
	"exit.forget": method(d.record({ id: d.text(64) }), d.nothing),
	"site.answer": method(siteAnswer, d.nothing),
	"site.list": method(
		d.nothing,
		d.list(
			d.record({
				origin: d.text(300),
				accounts: d.list(d.address, mostAccounts),
				balances: d.list(d.address, 64),
				blocked: d.flag,
				/** Until when it is refused without asking, because it was refused lately; null when it may ask. */
				waitsUntilMs: d.nullable(d.int()),
				/** About when it was last answered as a connected site; null where that is not known. */
				lastMs: d.nullable(d.int()),
			}),
			500,
		),
	),
	/** It sees that address no more, as an account or for its balance; its other permissions stay. */
	"site.revoke": method(
		d.record({ origin: d.text(300), address: d.address }),
		d.nothing,
	),
	/** No permission, and nothing that it asks reaches the person. */
	"site.block": method(d.record({ origin: d.text(300) }), d.nothing),
	/** It may ask again, from now on. */
	"site.unblock": method(d.record({ origin: d.text(300) }), d.nothing),
	"site.forget": method(d.record({ origin: d.text(300) }), d.nothing),
	"diagnostics.get": method(
		d.nothing,
		d.record({
			version: d.text(40),
			/** How each field of heavy work is done here, and what faster way is not used, and why. */
			checks: d.list(workReport, 16),
			lines: d.list(d.text(300), 200),
		}),
	),
	/** Keeps the background alive while an order waits. */
	ping: method(d.nothing, d.nothing),
} as const;

export const keyStatus = d.record({
	hasVault: d.flag,
	unlocked: d.flag,
	accounts: d.list(d.address, mostAccounts),
	/** The same accounts, each with what it comes from. */
	held: heldAccounts,
	/** Its phrases and keys, without what they say; missing while they are sealed. */
	secrets: d.optional(heldSecrets),
	/** Those that open it beside the password. */
	passkeys: d.optional(d.list(passkeyView, mostPasskeys)),
	/** Minutes without use after which it locks. */
	autoLockMinutes: d.int(1, 1_440),
	/** The networks of the files that the person accepted; missing while they are sealed. */
	networks: d.optional(
		d.list(d.record({ name: d.text(40), title: d.text(60), hash: d.hash }), 8),
	),
});

/**
 * A yes names the order and all that was shown of it, as `approval.list` gave both: the signer may have begun anew and been
 * offered another order under that id, or the same one with evidence that says something else. A no signs nothing. Of an account
 * whose key is on a device a yes is said twice: without a signature it is answered with what the device is to sign, and then with
 * what the device made of it.
 */
export const decision = d.either(
	d.record({
		id: d.text(64),
		yes: d.oneOf(true),
		order: d.hash,
		shown: d.hash,
		signature: d.optional(orderSignatures),
	}),
	d.record({ id: d.text(64), yes: d.oneOf(false), order: d.optional(d.hash) }),
);

/** The same for a message. */
export const messageDecision = d.either(
	d.record({
		id: d.text(64),
		yes: d.oneOf(true),
		request: d.hash,
		shown: d.hash,
		signature: d.optional(deviceSignature),
	}),
	d.record({ id: d.text(64), yes: d.oneOf(false) }),
);

/** What is to be signed by a device before anything is; null where it is decided. */
const toDevice = d.nullable(d.record({ device: deviceRequest }));

/** The signer's own port. Its password and phrase never pass the engine. */
export const keys = {
	"keys.status": method(d.nothing, keyStatus),
	/** A fresh phrase of 12 words; nothing is kept until keys.create. */
	"keys.phrase": method(d.nothing, d.record({ phrase: d.text(400) })),
	"keys.create": method(
		d.record({
			phrase: d.text(400),
			password: d.text(256),
			/** The person has it on paper: wrote it down and was asked for its words, or brought it along. */
			checked: d.optional(d.flag),
		}),
		keyStatus,
	),
	...accountMethods(keyStatus),
	"keys.unlock": method(d.record({ password: d.text(256) }), keyStatus),
	"keys.lock": method(d.nothing, keyStatus),
	"keys.autoLock": method(d.record({ minutes: d.int(1, 1_440) }), keyStatus),
	/** The user accepts a checkpoint: the signer takes evidence from no other root. */
	"anchor.accept": method(
		d.record({ network: d.text(40), root: d.hash }),
		d.nothing,
	),
	/** What accepting a network file would change against what was accepted: all of it. Nothing is accepted. */
	"network.review": method(d.record({ file: d.text(200_000) }), networkReview),
	/**
	 * The person accepts a network file: the signer takes orders and evidence of no other. Sealed when it answers; without a
	 * vault yet, with the first one. `hash` is the review's, `confirmed` the ids of its groups: all, and no other.
	 */
	"network.accept": method(
		d.record({
			file: d.text(200_000),
			hash: d.hash,
			confirmed: d.list(d.hash, 500),
		}),
		keyStatus,
	),
	/** Takes an accepted network away: nothing is signed there any more. */
	"network.forget": method(d.record({ name: d.text(40) }), keyStatus),
	/** The file that was accepted for a network, for an engine that lost it. */
	"network.file": method(
		d.record({ name: d.text(40) }),
		d.record({ file: d.text(200_000) }),
	),
	"approval.list": method(d.nothing, d.list(approvalView, 64)),
	/**
	 * The person's own amount in place of that which a site asks to be allowed; null: as it was asked. The order is taken back and
	 * made anew with it, tried, and shown again.
	 */
	"approval.amount": method(
		d.record({ id: d.text(64), order: d.hash, amount: d.nullable(amount) }),
		d.nothing,
	),
	/** Messages as the signer read them. */
	"message.list": method(d.nothing, d.list(messageApproval, 64)),
	/** The same of a permit: what is shown from then on is what would be signed. */
	"message.amount": method(
		d.record({ id: d.text(64), request: d.hash, amount: d.nullable(amount) }),
		d.nothing,
	),
	/** Yes signs, no refuses; the signature goes to the engine. */
	"message.decide": method(messageDecision, toDevice),
	/** Yes signs, no refuses; the signature goes to the engine, its hash to the screen. */
	"approval.decide": method(
		decision,
		d.record({ hash: d.nullable(d.hash), device: d.optional(deviceRequest) }),
	),
	ping: method(d.nothing, d.nothing),
} as const;

/** Characters of what the signer seals beside the vault: the network files the person accepted are among it. */
const mostSealed = 900_000;

/** What the engine asks of the signer. */
export const toSigner = {
	/** The encrypted vault and the sealed anchors as they lie in the store; null when there is none. */
	"vault.load": method(
		d.record({
			vault: d.nullable(d.text(mostVaultChars)),
			anchors: d.nullable(d.text(mostSealed)),
		}),
		keyStatus,
	),
	/** An order with its evidence. Resolves when the signer has checked it and holds it for approval. */
	"order.offer": method(
		d.record({
			id: d.text(64),
			order: d.text(400_000),
			evidence: d.text(16_000_000),
		}),
		d.nothing,
	),
	"order.withdraw": method(d.record({ id: d.text(64) }), d.nothing),
	/** A message of a site, with evidence of a new head of L1: as for an order. Offered again, its evidence is newer. */
	"message.offer": method(
		d.record({
			id: d.text(64),
			request: d.text(mostRequestChars),
			evidence: d.text(16_000_000),
		}),
		d.nothing,
	),
	"message.withdraw": method(d.record({ id: d.text(64) }), d.nothing),
	/**
	 * The accounts' public keys on a layer 2 with orders of its own that an accepted file names. Locked: a fault, for they are
	 * derived.
	 */
	"rollup.keys": method(
		d.record({ chainId: d.int(1) }),
		d.list(d.record({ address: d.address, key: rollupKey }), 64),
	),
	/** Evidence that a newer root is final, from a root the signer already takes. */
	"anchor.advance": method(
		d.record({ evidence: d.text(16_000_000) }),
		d.nothing,
	),
} as const;

/** What the signer asks of the engine. */
export const fromSigner = {
	/** Keep these; resolves when they are on disk. */
	"vault.save": method(
		d.record({
			vault: d.nullable(d.text(mostVaultChars)),
			anchors: d.nullable(d.text(mostSealed)),
			accounts: d.list(d.address, mostAccounts),
			/** Those among them that nothing here can sign for. */
			watched: d.optional(d.list(d.address, mostAccounts)),
		}),
		d.nothing,
	),
	/**
	 * Until when it is unlocked if nobody uses it meanwhile; null while it is locked. Said at each change: an engine that
	 * has not heard it takes the wallet for locked.
	 */
	"keys.changed": method(d.record({ untilMs: d.nullable(d.int()) }), d.nothing),
	/** Store, then send. Resolves when it is on disk. */
	"order.signed": method(
		d.record({ id: d.text(64), raw: d.hexUpTo(200_000), hash: d.hash }),
		d.nothing,
	),
	/** Store, then answer the site. Resolves when it is on disk. */
	"message.signed": method(
		d.record({
			id: d.text(64),
			signature: d.hex(65),
			digest: d.hash,
			/** It is over the message with this amount in place of that which was asked for. */
			amount: d.optional(amount),
		}),
		d.nothing,
	),
	"message.refused": method(
		d.record({ id: d.text(64), fault: d.nullable(faultJson) }),
		d.nothing,
	),
	/** The person's own amount for the allowance that the order gives; null: as it was asked. */
	"order.amount": method(
		d.record({ id: d.text(64), amount: d.nullable(amount) }),
		d.nothing,
	),
	/** `fault`: the rule that refused it; null when the person said no. */
	"order.refused": method(
		d.record({ id: d.text(64), fault: d.nullable(faultJson) }),
		d.nothing,
	),
} as const;
