// What is said, in English: plain and calm, for somebody who may be frightened.

import type { Words } from "../protocol/message.ts";
import type { generalCodes } from "./codes.ts";
import { revertsEn } from "./reverts-en.ts";
import { trialEn } from "./trial-en.ts";

export const en: Words<typeof generalCodes> = {
	...revertsEn,
	...trialEn,
	"site.unlock":
		"is connected already, and waits for you to unlock this wallet",
	"site.connect": "asks to see your account {account}",
	"site.balance": "asks for the proved balance of {account}",
	"site.switch-chain": "asks to switch to chain {chain}",
	"site.batch": "asks for {calls?1 call|# calls}, one after the other",
	"site.batch-status": "asks you to look at the calls it asked for",
	"site.send": "asks you to send a payment",
	"site-warning.listed":
		"{name} is on a list of sites that steal from people (list of {from}). Lists can be wrong, but be very careful: connect nothing and sign nothing unless you are sure.",
	"site-warning.alike":
		"This looks like {site}, but it is another site. If {site} is where you meant to be, leave this page.",
	"recipient.nobody":
		"Nobody has a key to this address. What is sent there is gone for ever.",
	"recipient.ends-alike":
		"It begins and ends like {other}, which you know, but it is a different one. Somebody may have made it to be taken for that. Compare every group.",
	"recipient.nearly":
		"It differs from {other}, which you know, in {count?1 digit|# digits}. Compare every group.",
	"recipient.dust":
		"It sent you next to nothing lately. Thieves do that to stand in your list of payments. Do not copy addresses from there.",
	"recipient.token":
		"This is the contract of a token. What is sent to it is almost always lost.",
	"recipient.no-code":
		"There is no contract at this address, so what you ask of it would not be done.",
	"recipient.own": "This is an account of this wallet.",
	"recipient.named": "This is {name} in your address book.",
	"recipient.sent":
		"You have sent to it {count?once|# times} from this wallet.",
	"recipient.first":
		"You have not sent to it from this wallet before. Compare every group.",
	"message.no-end":
		"It names no time at which it ends. The site decides how long it counts.",
	"message.other-chain":
		"It names chain {chain}, and the site is on chain {site}.",
	"message.other-address":
		"It leads to another address than the site that asks: {uri}",
	"message.broken-sign-in":
		"It looks like a sign-in, but does not follow the standard. A careless site may take it for one.",
	"message.hash":
		"The text is nothing but the hash of something that is not here. What it stands for, only the site knows.",
	"message.hidden":
		"It holds characters that cannot be seen. They are drawn as their numbers, such as ⟨202E⟩.",
	"message.bytes":
		"These bytes are no text. Nobody can read here what they mean.",
	"message.anything":
		"Sextant does not know this kind of message. It can allow anything that the contract it names honours.",
	"message.every-chain":
		"It names no network: it counts on every one where that contract is.",
	"message.no-contract":
		"It names no contract: any contract or site may honour it.",
	"message.all-of-it":
		"It sets no limit: all that you have of {token:short}, now and later, may be taken.",
	"message.stays": "What it allows does not end by itself.",
	"message.unnamed":
		"No network file that you accepted names the token {token:short}. Its name and what one piece of it is are not known here, so it is counted in its smallest unit.",
	"message.terms":
		"It goes with terms of the one who may take it. They are among the fields below, and that contract alone decides what they mean.",
	"message.nothing-back": "Nothing has to come to you in return.",
	"message.to-others": "Part of what is paid for it goes to others.",
	"message.conduit":
		"The tokens are moved by {contract:short}, by the allowance that it has from you.",
	"message.several":
		"{count?It stands for one order.|It stands for # orders, and each of them may be filled.}",
	"message.several-calls":
		"The Safe does several things at once. Look at each of them.",
	"message.safe-says":
		"Whoever asks the Safe later takes this for its word, as soon as enough owners agree.",
	"message.safe-not-proved":
		"Nothing was proved of this Safe here: not who its owners are, and not what it has.",
	"message.safe-call":
		"What the Safe asks of {contract:short} stands in the data of the call. It was not tried out here: it can move or allow anything that the Safe has there.",
	"message.safe-allows":
		"From then on {spender} may take tokens of {token:short} out of the Safe.",
	"site.sign": "asks you to sign a message",
	"clear.wrap-ether": "Wrap ether",
	"clear.unwrap-to-ether": "Unwrap to ether",
	"clear.stake-ether": "Stake ether",
	"clear.wrap-staked-ether": "Wrap staked ether",
	"clear.unwrap-staked-ether": "Unwrap staked ether",
	"clear.let-somebody-spend-your-tokens-through-permit2":
		"Let somebody spend your tokens through Permit2",
	"clear.take-back-what-you-allowed-through-permit2":
		"Take back what you allowed through Permit2",
	"clear.lend-tokens": "Lend tokens",
	"clear.take-back-lent-tokens": "Take back lent tokens",
	"clear.borrow-tokens": "Borrow tokens",
	"clear.pay-back-a-debt": "Pay back a debt",
	"clear.swap-tokens": "Swap tokens",
	"clear.order-to-swap": "An order to swap tokens, which others may fill",
	"clear.several-steps": "Several steps in one",
	"clear.step": "Step",
	"clear.pay-out-ether": "Pay out ether",
	"clear.pay-back-unused-ether": "Pay back the ether that was not used",
	"clear.you-give-at-the-end": "You give, at the end of its time",
	"clear.send-tokens": "Send tokens",
	"clear.let-somebody-spend-your-tokens": "Let somebody spend your tokens",
	"clear.move-tokens-or-an-item": "Move tokens or an item",
	"clear.let-somebody-spend-more-of-your-tokens":
		"Let somebody spend more of your tokens",
	"clear.let-somebody-spend-less-of-your-tokens":
		"Let somebody spend less of your tokens",
	"clear.hand-in-a-signed-permit-to-spend-tokens":
		"Hand in a signed permit to spend tokens",
	"clear.send-an-item": "Send an item",
	"clear.let-somebody-move-all-your-items-of-this-collection":
		"Let somebody move all your items of this collection",
	"clear.send-items": "Send items",
	"clear.put-in-as-much-as-these-shares-cost":
		"Put in as much as these shares cost",
	"clear.take-out-for-shares": "Take out for shares",
	"clear.amount": "Amount",
	"clear.referred-by": "Referred by",
	"clear.spender": "Spender",
	"clear.at-most": "At most",
	"clear.until": "Until",
	"clear.token": "Token",
	"clear.for": "For",
	"clear.to": "To",
	"clear.debt-of": "Debt of",
	"clear.you-give": "You give",
	"clear.pays-out-at-least": "Pays out at least",
	"clear.you-give-at-most": "You give at most",
	"clear.pays-out": "Pays out",
	"clear.at-most-or-the-items-number": "At most, or the item's number",
	"clear.from": "From",
	"clear.amount-or-the-items-number": "Amount, or the item's number",
	"clear.more-by": "More by",
	"clear.less-by": "Less by",
	"clear.whose": "Whose",
	"clear.item": "Item",
	"clear.data-for-the-recipient": "Data for the recipient",
	"clear.who": "Who",
	"clear.allowed": "Allowed",
	"clear.how-many": "How many",
	"clear.shares": "Shares",
	"clear.unlimited": "Unlimited",
	"clear.all-of-it": "All of it",
	"balance.trouble-from": "{what} ({source})",
	"balance.not-yet": "Not proved yet.",
	"balance.reorg":
		"A reorg replaced the block it was proved at. Not proved anew yet.",
	"balance.token.checking": "Being checked: its contract is asked what it is.",
	"balance.token.unchecked":
		"The place that the network file names shows nothing for you. Whether that is your real balance cannot be checked on this chain.",
	"no-exit.title": "{chain}: no way out on your own",
	"no-exit.unknown":
		"This release knows no way out of this chain that works without its operator. It still watches what Ethereum shows of the chain.",
	"no-exit.possible": "What you can do",
	"no-exit.impossible": "What you cannot do",
	"no-exit.not-known-now": "Whether this way is open is not known right now.",
	"vote.other": "says it is {root}",
	"vote.no-answer": "gives no answer: {what}",
	"vote.not-final":
		"has not finalized this epoch: its newest final epoch is {epoch}",
	"vote.not-final.nothing":
		"has not finalized this epoch: nothing is final there yet",
	"vote.newest": "its newest final epoch is {epoch}",
	"vote.newest.nothing": "nothing is final there yet",
	"vote.differs": "has endpoints that say different things",
	"vote.no-block": "has no block of this epoch",
	"alert.click.title": "Leaving {chain}: your next step",
	"alert.click.text":
		"{label}. Open Sextant to look at it and sign. Nothing is lost while it waits.",
	"alert.left.title": "You have left {chain}",
	"alert.rehearsed.title": "The rehearsal on {chain} is over",
	"alert.arrived.text":
		"It is proved on Ethereum: what you took out has arrived.",
	"alert.received.title": "Something arrived on {chain}",
	"alert.received.text":
		"Your proved balance grew. Open Sextant to see by how much.",
	"alert.final.title": "Final on {chain}",
	"alert.final-failed.title": "On {chain}, something did not go through",
	"alert.final.text":
		"What you sent stands for good. Open Sextant to see what became of it.",
	"alert.exit-stuck.title": "An exit from {chain} cannot go on",
	"alert.rehearsal-stuck.title": "A rehearsal on {chain} cannot go on",
	"alert.stuck.text": "Open Sextant: it explains why, and what you can do now.",
	"alert.stalled.title": "{chain} seems to have stopped",
	"alert.frozen.title": "{chain} is frozen",
	"alert.deadline.title": "{chain}: a forced transaction is past its deadline",
	"alert.upgrade-announced.title":
		"{chain}: a change of its contracts is announced",
	"alert.too-many-announced.title":
		"{chain}: more changes are announced than are read",
	"alert.upgraded.title": "{chain}: a contract was changed",
	"alert.other-code.title": "{chain}: a contract runs other code",
	"alert.absent.title": "{chain}: a contract is gone",
	"alert.not-before.text":
		"Not before {from}. An exit may take longer than that. {says}",
	"liveness.look-failed": "The last look failed: {why}",
	"liveness.more": "{count?1 more thing is|# more things are} not listed here.",
	"notice.absent": "The contract {contract} is not at its address on Ethereum.",
	"notice.unnamed-proxy":
		"The contract {contract} is a proxy, and the network file does not name what is behind it: it runs the code at {to}, which this wallet does not know. What it says is not read any more.",
	"notice.unnamed-proxy.nowhere":
		"The contract {contract} is a proxy, and the network file does not name what is behind it: it runs the code at no address, which this wallet does not know. What it says is not read any more.",
	"notice.upgraded":
		"The contract {contract} was changed: it runs the code at {to}, which this wallet does not know. What it says is not read any more.",
	"notice.upgraded.nowhere":
		"The contract {contract} was changed: there is no code behind it any more that this wallet could find. What it says is not read any more.",
	"notice.other-code":
		"The contract {contract} runs other code than before, which this wallet does not know. What it says is not read any more.",
	"notice.upgrade-done": "An announced upgrade was done: {what}",
	"notice.upgrade-announced":
		"An upgrade is announced: {what} It can be done from then on.",
	"notice.change-waits":
		"A change waits in the timelock. {what} It can be done from then on.",
	"notice.too-many":
		"More changes are announced for the timelock than the {most?one|#} that this wallet reads, as endpoints say. One that is not read may change the contracts.",
	"name.own": "{name}",
	"name.admin": "ProxyAdmin",
	"name.timelock": "the timelock itself",
	"name.contract": "the contract {at}",
	"name.some-contract": "a contract",
	"name.more": "{count?1 more contract|# more contracts}",
	"change.unknown":
		"What it does is not known here: no endpoint gave its content.",
	"change.all": "It {parts:and}.",
	"change.some": "It {parts:and}. It does {more?1 more thing|# more things}.",
	"change.code": "puts other code behind {of}",
	"change.admin": "gives {of} another admin",
	"change.owner": "gives {of} another owner",
	"change.delay": "changes how long {of} has to wait",
	"change.grant": "gives somebody a right over {of}",
	"change.revoke": "takes a right over {of} from somebody",
	"change.call": "calls {selector} of {of}",
	"change.no-call": "calls nothing of {of}",
	"search.not-yet":
		"Changes that wait in the timelock are not looked for yet: no endpoint has given its events. Those that the network file names are proved.",
	"search.whole.proved":
		"Changes that wait in the timelock are found by asking {asked?1 endpoint|# endpoints} for its events of the last {back}; each that is found is proved. {asked?It|All together they} could hide one.",
	"search.whole.overrun":
		"Changes that wait in the timelock are found by asking {asked?1 endpoint|# endpoints} for its events of the last {back}; more are named than this wallet reads. {asked?It|All together they} could hide one.",
	"search.part.proved":
		"Changes that wait in the timelock are found by asking {asked?1 endpoint|# endpoints} for its events of the last {back} so far; each that is found is proved. {asked?It|All together they} could hide one.",
	"search.part.overrun":
		"Changes that wait in the timelock are found by asking {asked?1 endpoint|# endpoints} for its events of the last {back} so far; more are named than this wallet reads. {asked?It|All together they} could hide one.",
	"upgrader.unknown":
		'Who can change {contracts:and} is not known here: no admin that is known stands where proxies usually keep it, and the code may let somebody change it. Be prepared for "at once".',
	"upgrader.contract":
		'Who can change {contracts:and}: the contract {admin}. Whom it obeys and how long it waits is not known here: count on "at once".',
	"upgrader.at-once": "Who can change {contracts:and} at once: {by}.",
	"upgrader.owner":
		"Who can change {contracts:and} at once: the owner of ProxyAdmin {admin}, which is {by}; no delay is visible on Ethereum.",
	"upgrader.owner.other-timelock":
		"Who can change {contracts:and} at once: the owner of ProxyAdmin {admin}, which is {by}; no delay is visible on Ethereum. The timelock of the network file runs other code: what waits there is not read.",
	"upgrader.timelock":
		"Who can change {contracts:and}: the owner of ProxyAdmin {admin}, the timelock {timelock}, {wait} after it is announced. Whether the timelock has other doors is not known here.",
	"upgrader.no-proxy":
		"No usual proxy stands before {contracts:and}, as far as Ethereum shows. Whether the code there can be changed in a way of its own is not known here.",
	"upgrader.fixed":
		"The code of {contracts:and} cannot be changed: no proxy stands before it.",
	"upgrader.fixed.verifier":
		"The code of {contracts:and} cannot be changed: no proxy stands before it. But the owner of {verifier} can name another verifier at once; who that is is not read here.",
	"upgrader.any-moment":
		"Could be changed at any moment, with no delay that Ethereum shows: {contracts:and}.",
	"holder.key": "whoever has the one key of {at}",
	"holder.contract": "the contract {at}",
	"holder.unread": "{at}",
	"moment.queued": "The oldest waiting forced transaction was put on Ethereum.",
	"moment.deadline":
		"The operator has until then to take the oldest forced transaction.",
	"moment.deadline.missed":
		"The operator had until then to take the oldest forced transaction, and has not.",
	"moment.frozen": "The rollup was frozen for good.",
	"moment.enforced-opens":
		"From then on, others than the operator may post, if nothing comes before.",
	"trace.text": "{text}",
	"trace.block": "Block {block}",
	"trace.checkpoint.title": "Checkpoint you accepted",
	"trace.bootstrap.title": "Its sync committee",
	"trace.bootstrap.detail": "Period {period}, by Merkle branch",
	"trace.committee.title": "Committee handed over",
	"trace.committee.detail":
		"Period {period}, signed by the committee before it",
	"trace.handover.title": "Committee handed over by proof",
	"trace.handover.detail":
		"Period {period}, by an SP1 proof of every step between",
	"trace.head.title": "Beacon header",
	"trace.head.own": "The checkpoint's own, slot {slot}: final by your word",
	"trace.head.final": "Signed by {signed} of {of} keys, slot {slot}, final",
	"trace.head.not-final":
		"Signed by {signed} of {of} keys, slot {slot}, not yet final",
	"trace.header.title": "Execution block it commits to",
	"trace.parent.title": "Parent block, by hash",
	"trace.history.title": "Earlier block, by the hash kept in the state",
	"trace.call.title": "Call run on this device",
	"trace.call.returned":
		"returned, every account, slot and code it read proved",
	"trace.call.reverted":
		"reverted, every account, slot and code it read proved",
	"trace.call.halted": "halted, every account, slot and code it read proved",
	"trace.simulation.title": "Transaction tried on this device",
	"trace.account.title": "Account under that root",
	"trace.account.exists": "Merkle proof, nonce {nonce}",
	"trace.account.absent": "Merkle proof that it does not exist yet",
	"trace.slot.title": "Storage slot of the contract",
	"trace.slot.detail": "Merkle proof under the contract's storage root",
	"trace.code.title": "Code of the account",
	"trace.code.detail": "Its hash is the one the account commits to",
	"trace.safe.title": "The Safe",
	"trace.safe.detail":
		"Its code is known, and its lists are whole: {threshold} of {owners} owners have to agree",
	"trace.transaction.title": "Transaction in the block",
	"trace.transaction.detail": "Number {index} of the block's trie",
	"trace.receipt.title": "Receipt in the block",
	"trace.receipt.succeeded": "The transaction succeeded",
	"trace.receipt.failed": "The transaction was included and failed",
	"trace.verifier.title": "Verifier that L1 asks",
	"trace.verifier.detail":
		"{title}: its code is the known one, and nothing switched it off",
	"trace.rechecked":
		"The root follows from the one before and these L1 inputs. It catches a forged root, not a forged deposit: deposits rest on L1's committee.",
	"trace.size": "{nodes?1 node|# nodes}, {bytes?1 byte|# bytes}",
	"trace.reads.title": "The rollup's contracts on L1",
	"trace.reads.detail": "Read by {proofs?1 Merkle proof|# Merkle proofs}",
	"trace.times": "{title}, {times?once|# times}",
	"trace.more-facts": "{left?1 more, checked|# more, each checked}",
	"trace.not-drawn.title": "{steps?1 step|# steps} between",
	"trace.not-drawn.detail":
		"Each was checked. They are too many to be drawn here.",
	"trace.not-final":
		"It is not final yet: a reorg may still replace this block.",
	"token.place.slot":
		"That this place is your balance ({place}) is what the token's own code answered when it was run here on this block. The token can still be worthless, or change if its owner says so.",
	"token.place.named":
		"That this place is your balance ({place}) is the word of the network file you accepted: this chain's code cannot be run here, so its contract was not asked.",
	"token.computed":
		"The token's contract computes this number; its code was run on this device, and all that it read is proved. That it ran correctly is this device's own word.",
	"trust.checkpoint": "the checkpoint you accepted was false",
	"trust.committee":
		"the checkpoint you accepted was false, or {least} of the {of} committee members sign a lie together",
	"trust.l1": "Only if {l1}.",
	"trust.proposed-root":
		"Only if {l1}, or the rollup's proposed root is false and nobody challenges it in time, or those who can upgrade its contracts change them. No validity proof exists for this rollup.",
	"trust.proposed-root.proved":
		"Only if {l1}, or a proof that L1 took for the root, or for one it builds on, is false and nobody answers this root; answers to earlier ones were not looked at. Or those who can upgrade the rollup's contracts change them. No proof was checked again here.",
	"trust.development-prover":
		"If {l1}, or whoever runs this rollup says something false: its prover is a development one, so L1 takes any state it is given.",
	"trust.unchecked-proof.upgradeable":
		"Only if {l1}, or L1 took a false proof: none of these steps checks it again; or those who can upgrade its contracts change them.",
	"trust.unchecked-proof":
		"Only if {l1}, or L1 accepted a false proof: this one was not checked again here.",
	"trust.rechecked":
		"Only if {l1}, or the proof system or the program of the rollup is broken, or the root of the profile's anchor was false. A recheck catches a forged root, not a forged deposit: deposits rest on L1's committee. Nobody can upgrade the rollup's contracts.",
	"place.solidity": "balances mapping at slot {slot}",
	"place.vyper": "balances HashMap (Vyper) at slot {slot}",
	"place.openzeppelin": "balances of OpenZeppelin's upgradeable ERC-20",
	"place.solady": "balances of Solady's ERC-20",
	"view.not-shown":
		"It does not fit the screens of this release, so it is not shown.",
	"view.left-out":
		"Not shown: {what} ({times?once|# times}). It does not fit: {why}",
	"view.piece.balance": "a balance on chain {chain}",
	"view.piece.chain": "a chain",
	"view.piece.exit": "an exit",
	"view.piece.liveness": "how alive a chain is",
	"view.piece.kept": "what is kept for an exit",
	"view.piece.order": "an order",
	"view.piece.message": "a message",
	"view.piece.batch": "calls of a site",
	"view.piece.request": "a site's request",
	"view.piece.silent": "who is silent",
	"view.piece.network": "the network",
	"view.piece.account": "the account",
	"view.piece.one-account": "an account",
	"view.piece.sync": "the light client",
	"view.piece.stopped": "why signing has stopped",
	"view.piece.endpoint": "an endpoint",
	"view.piece.waiting": "what waits for you",
	"view.piece.arrival": "something that arrived",
	"unknown.other-transactions":
		"Transactions this key signed outside Sextant are not known; one of them could use this nonce first.",
	"unknown.recipient-code":
		"The recipient has code, which runs and was not simulated. It may refuse the transfer, and it may use token allowances you gave to it.",
	"unknown.recipient-reserved":
		"The recipient is a reserved address that nobody holds a key to.",
	"unknown.step":
		"Whether the step succeeds. The signer cannot run it; only this wallet's engine can try it.",
	"unknown.contract-code":
		"The contract runs other code than this wallet's network file names, and the signer cannot say what that code does. The most you can lose is the fee and what leaves with it.",
	"unknown.call-outcome":
		"Whether it turns out as foretold. Prices and balances can change until the call is in a block.",
	"unknown.call-data":
		"What part of this call asks for. This wallet cannot read it, so it can ask for anything the contract honours.",
	"unknown.call-token":
		"Whether this token keeps to the standard. Its contract decides what the call does.",
	"unknown.call-own":
		"What the called contract keeps for you itself, as a deposit or in its own token. It can move that.",
	"unknown.call-spenders":
		"Allowances you gave to contracts that were not checked. If the call runs one of those in turn, it can use them.",
	"unknown.call-unnamed":
		"Tokens that are not named here. The called contract can use an allowance that you gave it of one of those.",
	"unknown.call-places":
		"Whether each token keeps its numbers where this wallet found them. The numbers in those places are proved; which places they are, the engine says.",
	"unknown.delegate":
		"What that code does. It can change with what the contract stores, and whoever controls the contract controls the account with it.",
	"unknown.elsewhere":
		"It was signed on another device. What it rested on is not known here.",
	"unknown.layer-elsewhere":
		"What another device with this key has sent there since: the root that this rests on is hours old. A transaction from there could use this nonce first, and yours would then never be carried out.",
	"unknown.layer-order":
		"Whether and when the sequencer takes it. Until a root on Ethereum shows it, that is a node's word.",
	"unknown.layer-fee":
		"What the chain will take for Ethereum's data and for its operator. No signature caps that. It is computed from proved numbers of that root, and four times as much is held back.",
	"unknown.layer-call":
		"Whether the call goes through. It was not tried out; what is shown is what it says itself.",
	"unknown.layer-behind":
		"Whether your earlier transactions there are carried out. They come first: while one is missing, this withdrawal does nothing, even forced in.",
	"way.named": "{title}",
	"way.unknown": "A way that this version does not know ({way})",
	"rehearsal.same-steps":
		"The same steps, with a small sum of this test network's money. You sign each one as you would for real, and at the end you see how long each took.",
	"kept.under-way": "Kept for an exit that is under way.",
	"kept.from-file.checked": "From a file, and checked again here.",
	"kept.from-file.unchecked": "From a file. It is checked when it is used.",
	"import.exit.new":
		'The exit "{title}" goes on here, with {orders?1 signed transaction|# signed transactions}. This device reads from Ethereum itself how far it has come.',
	"import.exit.known":
		'The exit "{title}" was here already. The transactions in the file are followed here too.',
	"import.evidence.none": "There was no evidence in the file.",
	"import.evidence.checked":
		"Evidence taken from the file: {taken} of {all?1 piece|# pieces}, each checked again.",
	"import.evidence.some-checked":
		"Evidence taken from the file: {taken} of {all?1 piece|# pieces}. {unchecked?One of them|# of them} can be checked only when used.",
	"import.evidence.beside":
		"What this device captured itself stays, and is used first.",
	"stage.on-its-way.transaction":
		"Your transaction is on its way into Ethereum.",
	"stage.on-its-way.proof": "Your proof is on its way into Ethereum.",
	"stage.on-its-way.proposal": "Your proposal is on its way into Ethereum.",
	"stage.undone.transaction":
		"Your transaction is in block {block} of Ethereum, but what it did does not count at the moment. Once that block is final, this step is offered again if it is still needed.",
	"stage.undone.proof":
		"Your proof is in block {block} of Ethereum, but it does not count at the moment. Once that block is final, this step is offered again if it is still needed.",
	"stage.undone.proposal":
		"Your proposal is in block {block} of Ethereum, but it does not count at the moment. Once that block is final, this step is offered again if it is still needed.",
	"stage.unknown":
		"The number of your transaction is used up on Ethereum, but no endpoint shows its receipt: either it happened, or another transaction took its place. Sextant keeps looking for its effect. If you know that it did not happen, put it away under Orders; then this step is offered again.",
	"stage.several": "{all}",
	"stage.last.lost":
		"Your last transaction for this step did not get into Ethereum, so it changed nothing.",
	"stage.last.over":
		"Your last transaction for this step is over: its number is used up on Ethereum, and no receipt of it was found.",
	"stage.last.failed":
		"Your last transaction for this step failed on Ethereum. All it cost you is its fee.",
	"stall.unknown.clock":
		"Not known: this device's clock is wrong. That says nothing about the rollup. Set the clock, then this is looked at again.",
	"stall.unknown.offline":
		"Not known: no Ethereum endpoint answers. It may be your own network. That says nothing about the rollup.",
	"stall.unknown.syncing":
		"Not known yet: this wallet is still checking Ethereum's own headers. That says nothing about the rollup.",
	"stall.unknown.l1-stale":
		"Not known: Ethereum itself is not going on or not becoming final. That says nothing about the rollup.",
	"stall.unknown.no-proofs":
		"Not known: the Ethereum endpoints answer, but give no proofs of this rollup's contracts. Another endpoint may.",
	"stall.unknown.first-look":
		"Not known yet: this wallet has looked once and has nothing to compare with. It takes another look soon.",
	"stall.unknown.away":
		"Not known yet: something came while this wallet was not looking. It takes another look soon.",
	"stall.not-visible":
		"Ethereum does not show whether this rollup is working: nothing that it keeps there tells.",
	"stall.not-judged":
		"Ethereum shows numbers of this chain, but how often they change is not known here, so a silence is not judged.",
	"stall.blind.posting":
		"Ethereum shows only what is posted: a halt shorter than usual pauses, and a sequencer that leaves out your transactions alone, do not show.",
	"stall.blind.on-demand":
		"Ethereum shows only what is forced or posted: whether the operator takes ordinary transactions does not show.",
	"stall.blind.watched":
		"Only facts of Ethereum are read of this chain. What it says of balances is not proved here. What a number means is the network file's word: any wrong place would show a zero too.",
	"stall.frozen":
		"The rollup is frozen for good. It takes no transactions any more. What you have there can be taken out on Ethereum, out of the last proven state.",
	"stall.paused":
		"Somebody who may do so has paused the rollup's contracts on Ethereum. Withdrawals wait until that ends.",
	"stall.enforced":
		"Enforced mode: others than the operator may post blocks and proofs now.",
	"stall.past-deadline":
		"The oldest forced transaction is past its deadline, by {late}. The operator has not kept the rule that protects you.",
	"stall.cadence.batch.operator":
		"New data usually comes about every {every}, by its makers' documentation: silence is measured by that.",
	"stall.cadence.batch.other":
		"New data usually comes about every {every}, by others' documentation: silence is measured by that.",
	"stall.cadence.root.operator":
		"A new state root usually comes about every {every}, by its makers' documentation: silence is measured by that.",
	"stall.cadence.root.other":
		"A new state root usually comes about every {every}, by others' documentation: silence is measured by that.",
	"stall.sign.named":
		"The account that the network file names as the one that posts has sent nothing on Ethereum for {time}: that is proved.",
	"stall.sign.batch.idle": "Nothing waits to be put on Ethereum.",
	"stall.sign.root.idle": "No root is due on Ethereum.",
	"stall.sign.batch.silent":
		"No new data on Ethereum for {time}: that is proved.",
	"stall.sign.root.silent":
		"No new state root on Ethereum for {time}: that is proved.",
	"stall.sign.batch.unknown": "Whether new data comes is not known yet.",
	"stall.sign.root.unknown": "Whether new state roots come is not known yet.",
	"stall.sign.batch.new":
		"New data came to Ethereum just before the newest look.",
	"stall.sign.root.new":
		"A new state root came to Ethereum just before the newest look.",
	"stall.silent.named.stalled":
		"The account that the network file names as the one that posts has sent nothing for {time}. More than {bound} counts as stalled. Whether another account posts now is not known.",
	"stall.silent.named.late":
		"The account that the network file names as the one that posts has sent nothing for {time}. More than {bound} is unusual. Whether another account posts now is not known.",
	"stall.silent.batch.stalled":
		"The rollup has put nothing on Ethereum for {time}. More than {bound} counts as stalled. Your funds have not moved; a transaction there may not go through now.",
	"stall.silent.batch.late":
		"The rollup has put nothing on Ethereum for {time}. More than {bound} is unusual. Often it goes on by itself.",
	"stall.silent.root.stalled":
		"No new state root has come to Ethereum for {time}. More than {bound} counts as stalled. Withdrawals cannot go on until one comes.",
	"stall.silent.root.late":
		"No new state root has come to Ethereum for {time}. More than {bound} is unusual. Withdrawals wait for the next one.",
	"stall.not-final":
		"The Ethereum block this was read at is not final yet: it could still be dropped.",
	"stall.against.data": "The rollup still posts its data, so its blocks go on.",
	"stall.against.roots": "New state roots still come to Ethereum.",
	"stall.against.fees":
		"The operator may be waiting for cheaper fees on Ethereum, or be at work on the rollup: Ethereum does not show why.",
	"stall.against.blocks":
		"The sequencer may still be making blocks and only not be posting them.",
	"stall.against.proposers":
		"Proposers may be late while the rollup itself works: Ethereum does not show why.",
	"stall.against.named":
		"The network file may name the wrong account for this chain: then nothing is wrong with the chain.",
	"stall.alive.idle":
		"The rollup works as far as Ethereum shows: nothing waits that it should have taken. Whether it takes transactions that are not forced, Ethereum does not show.",
	"stall.alive.batch":
		"The rollup works as far as Ethereum shows: it keeps posting its data, and {late} without any would be unusual.",
	"stall.alive.root":
		"The rollup works as far as Ethereum shows: new state roots keep coming, and {late} without one would be unusual.",
};
