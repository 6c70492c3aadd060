// What each fault says, in English: what happened, and what to do now, in a sentence or two each.

import type { FaultTable } from "./fault-table.ts";
import { pageFaultsEn } from "./page-faults-en.ts";
import { safeFaultsEn } from "./safe-faults-en.ts";

export const faultsEn: FaultTable = {
	putAside:
		"This endpoint is set aside. If you have another one, there is nothing to do; otherwise add one in Settings.",
	of: {
		...pageFaultsEn,
		...safeFaultsEn,

		// --- bytes that do not decode
		"bad-json": { says: "The answer is not the JSON it should be." },
		"bad-ssz": { says: "The answer is not valid SSZ." },
		"bad-rlp": { says: "The answer is not canonical RLP." },
		"bad-field": { says: "A field of the answer has the wrong shape." },

		"bad-file": {
			says: "This file was not written by Sextant, or it was changed.",
			todo: "Export it again and import the new file.",
		},
		"too-large": { says: "The answer is larger than any true answer can be." },

		// --- the L1 light client
		"bootstrap-root": {
			says: "The starting data does not belong to the checkpoint you accepted.",
		},
		"committee-branch": {
			says: "The sync committee is not the one the signed state commits to.",
		},
		"finality-branch": {
			says: "The finalized header is not the one the signed state commits to.",
		},
		"execution-branch": {
			says: "The execution header does not belong to the beacon block.",
		},
		"update-order": {
			says: "The slots of the update are in an impossible order.",
		},
		"update-shape": {
			says: "The update carries data its fork does not allow there.",
		},
		"too-few-signers": {
			says: "Fewer than two thirds of the sync committee signed.",
			todo: "Wait. If it lasts, Ethereum itself may be in trouble.",
		},
		"committee-signature": { says: "The sync committee's signature is wrong." },
		"committee-aggregate": {
			says: "The committee's aggregate key is not the sum of its keys.",
		},
		"wrong-period": {
			says: "The update belongs to a committee period that does not follow ours.",
		},
		"handover-program": {
			says: "The handover is proved by another program than the ones known for this network.",
			todo: "Nothing to do: the committees are followed one by one.",
		},
		"handover-verifier": {
			says: "The handover's proof is for a verifier that is not in use, or no longer is.",
			todo: "Nothing to do: the committees are followed one by one.",
		},
		"handover-open": {
			says: "The handover's program does not check which program made the proof it continues, so where it starts is not proved.",
			todo: "Nothing to do: the committees are followed one by one.",
		},
		"handover-void": {
			says: "The handover hands the committee over to nobody, or to itself.",
			todo: "Nothing to do: the committees are followed one by one.",
		},
		"handover-committee": {
			says: "The handover starts from another committee than the verified one.",
			todo: "Nothing to do: the committees are followed one by one.",
		},
		"handover-domain": {
			says: "The handover was signed for another chain or another fork.",
			todo: "Nothing to do: the committees are followed one by one.",
		},
		"handover-keys": {
			says: "The keys are not those of the committee that the handover names.",
			todo: "Nothing to do: the committees are followed one by one.",
		},
		"handover-proof": {
			says: "The handover's validity proof is wrong.",
			todo: "Nothing to do: the committees are followed one by one.",
		},
		"against-final": {
			says: "The header contradicts one that is already final.",
		},
		conflict: {
			says: "Two thirds of the committee signed two conflicting histories.",
			todo: "Signing has stopped. Compare checkpoints with people you trust, then accept a new one.",
		},
		"checkpoint-age": {
			says: "The checkpoint is too old to start from safely.",
			todo: "Fetch a fresh checkpoint or enter one from a source you trust.",
		},
		"checkpoint-quorum": {
			says: "There is no checkpoint that most of the providers agree on.",
			todo: "Try again in a few minutes, change the providers or enter a checkpoint yourself.",
		},
		"too-few-providers": {
			says: "A checkpoint is only taken from at least three independent providers, and there are fewer.",
			todo: "Add beacon endpoints that other companies run, or enter a checkpoint yourself.",
		},
		"checkpoint-unknown": {
			says: "None of your endpoints knows a block under this root.",
			todo: "Compare it character by character with where you got it. If it is right, add a beacon endpoint that has it.",
		},
		"future-header": {
			says: "The header is signed for a time that is still to come.",
			todo: "Check this device's clock.",
		},
		clock: {
			says: "This device's clock disagrees with what the committee signed.",
			todo: "Set the clock. Nothing is signed until the two agree.",
		},
		"other-chain": { says: "The endpoint serves another chain." },
		"unknown-fork": {
			says: "The chain has forked in a way this release does not know.",
			todo: "Update Sextant or import the new network file.",
		},

		// --- state under a verified root
		"header-hash": {
			says: "The block header does not have the hash it should have.",
		},
		"parent-hash": {
			says: "The header is not the parent of the one it was given for.",
		},
		"mpt-node": {
			says: "A node of the Merkle proof does not have the hash its parent names.",
		},
		"mpt-missing": {
			says: "The Merkle proof stops before it proves anything.",
		},
		"mpt-unused": {
			says: "The Merkle proof carries nodes that are not on the path.",
		},
		"mpt-canonical": {
			says: "A node of the Merkle proof is not in canonical form.",
		},
		"proof-value": {
			says: "The endpoint states a value that its own proof contradicts.",
		},
		"code-hash": { says: "The code is not the one the account commits to." },
		"transactions-root": {
			says: "The list of transactions is not the one the header commits to.",
		},
		"receipts-root": {
			says: "The list of receipts is not the one the header commits to.",
		},
		"no-proof-window": {
			says: "The endpoint does not serve proofs for a block that can be verified.",
			todo: "Add an endpoint that serves proofs (eth_getProof) for recent blocks.",
		},
		"not-anchored": {
			says: "No signed header commits to this block yet.",
			todo: "Wait for the next signed header.",
		},
		"not-synced": {
			says: "The light client has not reached the head yet.",
			todo: "Wait until the sync is done.",
		},
		"stale-head": {
			says: "It has been too long since the last signed header.",
			todo: "Your endpoints stopped answering. Check your connection, then retry.",
		},

		// --- rollups
		"l2-unknown-code": {
			says: "The rollup's contract on L1 has code this release does not know.",
			todo: "New orders on this rollup are stopped. Exits stay open. Update Sextant.",
		},
		"l2-profile": {
			says: "This was made by a profile of the layer 2 that this wallet does not have, as one of another release.",
			todo: "Nothing rests on it. Do it again, and it is made by the profile of now. If you imported a network file, confirm it first.",
		},
		"l2-settled-elsewhere": {
			says: "This chain settles on another chain now, and no longer on this L1: what stands here of it is old.",
			todo: "Nothing of it can be proved from here until it comes back. What you have there is not touched by that. Update Sextant.",
		},
		"l2-no-tree-proofs": {
			says: "This endpoint gives no proofs of the chain's state (zks_getProof).",
			todo: "Most nodes of this chain do not keep its state tree. Add an endpoint that does: your own node with the tree API, or a provider that lists zks_getProof.",
		},
		"l2-root-gone": {
			says: "The root on Ethereum that showed this order as carried out does not stand any more, and the one that does not show it.",
			todo: "It is offered to the layer again, with the number it has, and looked for under each new root. Do not send the amount a second time.",
		},
		"l2-root-unproposed": {
			says: "A root is claimed on L1, but nobody who could be held to it stands behind it.",
			todo: "Wait until it is unchallenged for long enough, or the sequencer signs it.",
		},
		"l2-preimage": {
			says: "The rollup block is not the one the root on L1 commits to.",
		},
		"l2-game": {
			says: "The dispute game is not one the rollup's factory made.",
		},
		"sequencer-signature": {
			says: "The block is not signed by the rollup's sequencer.",
		},
		"said-old": {
			says: "No newer word of the sequencer is to be had.",
			todo: "Your proved balance stands. Ask again in a moment, or name another relay among the endpoints.",
		},

		"l2-batch": {
			says: "The rollup's batches are not the ones that L1 keeps the hashes of.",
		},
		"l2-account": {
			says: "The path that was given for the account does not lead to the rollup's root.",
		},
		"l2-other-account": {
			says: "The endpoint proves another account than the one that was asked for.",
		},
		"blob-commitment": {
			says: "The batch's data is not the blob that L1 was given.",
		},
		"blob-data": {
			says: "The batch's blob holds other operations than its proof is about.",
			todo: "Do not rely on this rollup's data. The root itself is proved apart from it.",
		},
		"data-missing": {
			says: "The batch's data could not be read.",
			todo: "Add another endpoint of the rollup. Without its data nobody can go on if the operator stops.",
		},

		"blob-unproven": {
			says: "The beacon node gives the data without the proof that Ethereum was given that very data.",
			todo: "Add a beacon node that serves blobs with their proofs, or wait for the next root.",
		},
		"batch-unread": {
			says: "What the layer 2 wrote to Ethereum is in a form this wallet cannot read.",
			todo: "Whether your payment is in it cannot be said here. The next root shows it by proof.",
		},

		"l2-fee-unknown": {
			says: "What the layer 2 takes as a fee cannot be computed: its proved numbers are not what this wallet knows.",
			todo: "Nothing is signed there until a release knows its new rules.",
		},
		"l2-frozen": {
			says: "The rollup is frozen on L1: it takes no operation any more.",
			todo: "Nothing can be sent there. What you own can be taken out on L1 by proof against its last root.",
		},
		"exit-evidence": {
			says: "The evidence for an exit does not belong to the root that L1 holds.",
			todo: "It is not used. Another endpoint or an older file may have what is needed.",
		},
		"l2-no-account": {
			says: "No endpoint shows an account of this address on the rollup.",
			todo: "It needs a deposit first, and that deposit a proven batch.",
		},

		// --- validity proofs checked again
		"recheck-failed": {
			says: "The validity proof that L1 accepted does not hold.",
			todo: "Signing on this rollup has stopped. Keep the evidence and tell others.",
		},
		"recheck-point": {
			says: "The validity proof has a coordinate that is not canonical.",
		},
		"recheck-input": {
			says: "A public input of the validity proof is not below the field's order.",
			todo: "Signing on this rollup has stopped. Keep the evidence and tell others.",
		},
		"recheck-batch": { says: "The validity proof is given for another batch." },
		"recheck-program": {
			says: "The validity proof is given for another program than the profile's.",
		},
		"recheck-gap": {
			says: "Between the last root known to be valid and this one, there are proofs that were not checked here.",
			todo: "Import a newer profile of this rollup from somebody you trust.",
		},
		"not-rechecked": {
			says: "The validity proof of the newest root was not checked here yet.",
			todo: "Wait until its proof is found and checked.",
		},
		"replay-route": {
			says: "L1 names no verifier for this proof.",
			todo: "The proof is not checked again here.",
		},
		"replay-frozen": {
			says: "The verifier of this proof is switched off on L1.",
			todo: "New orders on this rollup are stopped. Exits stay open.",
		},

		// --- orders, evidence, keys
		"evidence-step": {
			says: "A step of the evidence does not follow from the steps before it.",
			todo: "Do not rely on this file.",
		},
		"evidence-anchor": {
			says: "The evidence is consistent but starts from a checkpoint you did not accept.",
			todo: "Compare its checkpoint with one you trust.",
		},
		"evidence-binding": {
			says: "The evidence was made for another site or another challenge.",
			todo: "Ask the wallet again.",
		},
		"order-evidence": {
			says: "A field of the order does not match what its evidence proves.",
			todo: "Nothing was signed. Go back and begin anew.",
		},
		"order-stale": {
			says: "What this was made on is too old by now.",
			todo: "Look again. If that does not help, your endpoints stopped answering: check your connection, then retry.",
		},
		"order-funds": {
			says: "The proven balance does not cover the amount and the highest fee.",
			todo: "Send less.",
		},
		"order-nonce": {
			says: "Which number this transaction would have is not certain.",
			todo: "Finish or refuse the waiting payment first. One that was sent has to be proved before the next.",
		},
		"order-waits": {
			says: "An order of yours is still waiting for your decision, and the next one can only be numbered after it.",
			todo: "Finish or refuse the waiting payment first. It is on the first screen.",
		},
		"receipt-missing": {
			says: "This transaction's number is used up on its chain, and no endpoint shows its receipt. Either it happened, or another transaction took its place.",
			todo: "Look at the recipient's balance before you send again. You can put it away.",
		},
		"too-many-orders": {
			says: "Too many transactions of this account are under way.",
			todo: "Open Orders, wait until some are done, and put those away. On a layer 2 they are done once a root on Ethereum shows them; until then one that is under way can be made faster or taken back.",
		},
		"order-fee": {
			says: "The fee is outside what the proved base fee allows.",
			todo: "Nothing was signed. Go back and begin anew.",
		},
		"order-unknown": {
			says: "There is no such order, or it was already decided.",
			todo: "Look at your orders. If it is not there, begin anew.",
		},
		"order-changed": {
			says: "The order has changed since you read it, so you said yes to something else.",
			todo: "Nothing was signed. Read it again: the changes are at the top.",
		},
		"order-delegated": {
			says: "This account runs code, so nothing bounds what it can spend.",
			todo: "Remove the delegation first.",
		},
		"order-unforeseen": {
			says: "This call was not tried out first, so nobody can say what it would do or take.",
			todo: "Nothing was signed. Ask for it again in a moment. Where the chain runs code in a way that this wallet does not know, it stays like this: use another wallet for it, or wait for an update.",
		},
		"layer-call": {
			says: "On a layer 2 this wallet signs payments, and calls that were tried out on the state Ethereum knows of it. Calls of a Safe, contracts that are created, and lists of accesses are signed on Ethereum alone.",
			todo: "Nothing was signed. Ask for it as a plain call, or use another wallet for this one.",
		},
		"order-elsewhere": {
			says: "A node of the layer 2 says that this account has sent more there than this device knows of. Another device may have the same key.",
			todo: "Nothing was signed: it would only be refused there. Wait until a root on Ethereum shows what was sent, or take over the other device's orders as a file. If you know of none, ask another endpoint.",
		},
		"order-long": {
			says: "This call is too long, or too much is under way beside it.",
			todo: "Wait until what is under way is done, or ask for a shorter call.",
		},
		"order-behind": {
			says: "Tried out now, this call fails. It may need what you sent before it, which is in no proved block yet.",
			todo: "Nothing was signed. Wait until what you sent is in a block, then ask for it again.",
		},
		"order-foretold": {
			says: "Tried out on proved state, this call fails, or does more than it says.",
			todo: "Nothing was signed. Do not sign it elsewhere unless you know why.",
		},
		"delegation-site": {
			says: "A site asked to let another contract's code run for your account. Whoever controls that code could take everything.",
			todo: "Nothing was signed, and this wallet never signs that for a site.",
		},
		"batch-capability": {
			says: "The site wants its calls carried out in a way that this wallet does not know.",
			todo: "Nothing was signed. The site can ask again without that.",
		},
		"batch-chain": {
			says: "The site asks for calls on a chain where this wallet sends none.",
			todo: "Nothing was signed.",
		},
		"batch-id": {
			says: "The site gave these calls a name that it has used before.",
			todo: "Nothing was signed. The site can ask again under another name.",
		},
		"batch-unknown": {
			says: "The site asks about calls of which nothing is known here.",
			todo: "They may be too long ago. Look at the activity for what was sent.",
		},
		"batch-large": {
			says: "The site asks for more at once than anybody could look through.",
			todo: "Nothing was signed. The site can ask for fewer calls.",
		},
		"batch-atomic": {
			says: "The site wants all of its calls to happen together or none. Your account sends one after the other, so nobody can promise that.",
			todo: "Nothing was signed. The site can ask for them one by one.",
		},
		"batch-reverted": {
			says: "One of the calls failed on the chain. It moved nothing, and its fee is paid.",
			todo: "The calls after it were not sent. What was done before it stays done.",
		},
		"batch-replaced": {
			says: "Another transaction took the place of one of the calls, so it never happens.",
			todo: "The calls after it were not sent. What was done before it stays done.",
		},
		"delegation-code": {
			says: "There is no contract at this address whose code your account could run.",
			todo: "Check the address with whoever gave it to you.",
		},
		"delegation-none": {
			says: "Your account does that already. There is nothing to change.",
			todo: "Nothing was signed.",
		},
		"amount-fixed": {
			says: "This amount cannot be set to another one.",
			todo: "Nothing was signed. Approve what was asked for, or refuse it.",
		},
		"amount-unasked": {
			says: "This amount was not chosen by you since the wallet was last opened.",
			todo: "Nothing was signed. Choose the amount again.",
		},
		"call-no-code": {
			says: "There is no contract at this address. A call there does nothing, and what is sent with it stays there.",
			todo: "Check the address with whoever gave it to you.",
		},
		"exit-recipient": {
			says: "This step of an exit would pay somebody else.",
			todo: "Do not sign it. Begin the exit again from this wallet.",
		},
		"exit-amount": {
			says: "The account does not have that much on the rollup, by the newest state that is proved.",
			todo: "Ask for less, or try again when a newer root on Ethereum shows more.",
		},
		"exit-simulation": {
			says: "The step was tried on the proved state and fails there, so it was not offered.",
			todo: "Look at the journey again: it may be too early, or somebody may have done the step already.",
		},
		"wrong-password": {
			says: "The password does not open this vault.",
			todo: "Try again.",
		},
		"bad-phrase": {
			says: "These words are not a valid recovery phrase.",
			todo: "Check each word and the order.",
		},
		"weak-password": {
			says: "The password is too easy to guess.",
			todo: "Use at least 8 characters that do not just repeat or count up. Four random words are good.",
		},
		locked: { says: "The wallet is locked.", todo: "Unlock it first." },
		"no-vault": {
			says: "There is no key in this wallet yet.",
			todo: "Create or import a recovery phrase first.",
		},
		"has-vault": {
			says: "There is a key in this wallet already.",
			todo: "Unlock it. You can add another phrase in your accounts.",
		},
		"bad-key": {
			says: "This is not a private key.",
			todo: "A private key is 64 digits and letters from a to f. Copy all of it, and nothing else.",
		},
		"account-known": {
			says: "This account is in your wallet already.",
			todo: "There is nothing to add. To add it in another way, remove it first.",
		},
		"account-unknown": {
			says: "This account is not in your wallet any more.",
			todo: "Go back to your accounts and look again.",
		},
		"account-watch": {
			says: "You only watch this account. Its key is not in this wallet.",
			todo: "Choose another account, or add this one with its key.",
		},
		"account-last": {
			says: "This is the last account whose key is in this wallet.",
			todo: "Add another account before you remove this one.",
		},
		"secret-goes": {
			says: "The key of this account would be gone with it.",
			todo: "Confirm that you have it on paper, or keep the account.",
		},
		"too-many-accounts": {
			says: "There is no room for another account.",
			todo: "Remove one that you do not need.",
		},
		"passkey-refused": {
			says: "This passkey does not open the wallet.",
			todo: "Use another one, or your password.",
		},
		"passkey-unfit": {
			says: "This browser or this passkey cannot unlock a wallet.",
			todo: "Try another passkey. Your password works as before.",
		},
		"too-many-passkeys": {
			says: "There is no room for another passkey.",
			todo: "Take away one that you do not use.",
		},
		"account-device": {
			says: "The key of this account is on your hardware wallet and never leaves it.",
			todo: "It signs transactions and messages there. Choose another account for anything else.",
		},
		"device-unfit": {
			says: "This browser or this device cannot do that.",
			todo: "A Ledger needs Chrome, Brave, Edge or another Chromium browser. What a device cannot sign can be signed by another account.",
		},
		"device-absent": {
			says: "No hardware wallet was found.",
			todo: "Connect it by its cable, unlock it, close other programs that use it (Ledger Live is one), and choose it in the browser's list.",
		},
		"device-lost": {
			says: "The hardware wallet stopped answering in the middle. Nothing was sent.",
			todo: "Connect it again, unlock it, and try again. The same transaction can never be carried out twice.",
		},
		"device-locked": {
			says: "The hardware wallet is locked.",
			todo: "Enter its PIN on it, then try again.",
		},
		"device-app": {
			says: "The Ethereum app is not open on the hardware wallet.",
			todo: "Open the app called Ethereum on it, then try again.",
		},
		"device-old": {
			says: "The Ethereum app on the hardware wallet is too old for this.",
			todo: "Bring it up to date with the maker's own program, then try again.",
		},
		"device-refused": {
			says: "It was refused on the hardware wallet.",
			todo: "Nothing was signed.",
		},
		"device-blind": {
			says: "The hardware wallet does not sign what it cannot show in full.",
			todo: "Its Ethereum app has a setting that allows it (blind signing). Then it shows less than stands here, so read everything here first.",
		},
		"device-delegate": {
			says: "The Ledger does not let this account run that code.",
			todo: "Turn on “Smart accounts” in the settings of its Ethereum app. It takes only contracts that its maker lists, today one called Simple7702Account; to take the code back it needs no list. Nothing was signed.",
		},
		"device-delegation": {
			says: "Hardware wallets with QR codes cannot change whose code an account runs: no code of theirs carries that.",
			todo: "A Ledger can take it back and set what its maker lists. Nothing was signed.",
		},
		"device-other": {
			says: "This hardware wallet has another account at that place. It holds another recovery phrase, or another passphrase is in use.",
			todo: "Connect the device that this account was added from. Nothing was signed.",
		},
		"device-answer": {
			says: "What the hardware wallet answered cannot be read.",
			todo: "Try again. If it stays so, bring its software up to date.",
		},
		"device-signature": {
			says: "What came back is not this account's signature of what you approved. It was thrown away.",
			todo: "Try again. If it happens again, do not use this device until you know why.",
		},
		"qr-other": {
			says: "This code belongs to something else than what is asked now.",
			todo: "On the device, go back and scan the code that is shown here.",
		},
		"camera-closed": {
			says: "The camera gives no picture.",
			todo: "Another program may be using it: close that, then try again.",
		},
		"camera-denied": {
			says: "This page may not use the camera.",
			todo: "Allow the camera for this page, by the sign beside its address or in the browser's settings, then try again. The picture stays on this device.",
		},
		"camera-none": {
			says: "The browser finds no camera.",
			todo: "Connect one, or open this wallet on a computer that has one, then try again.",
		},
		"user-refused": { says: "You said no.", todo: "Nothing was signed." },
		"asked-lately": {
			says: "The site was refused a moment ago, so you were not asked again.",
			todo: "Wait a little, or let it ask again in Settings.",
		},
		"site-blocked": {
			says: "You have blocked this site.",
			todo: "Unblock it in Settings.",
		},
		"not-permitted": {
			says: "The site has no permission for this.",
			todo: "Connect the site first.",
		},
		"signing-stopped": {
			says: "Signing is stopped.",
			todo: "Read the reason on the first screen.",
		},
		"message-opaque": {
			says: "The site asks you to sign 32 bytes that say nothing. They may stand for anything, so they are not signed.",
			todo: "The site has to show what it wants signed.",
		},
		"message-transaction": {
			says: "The site calls it a text, but it has the form of a transaction. It is not signed.",
			todo: "If you trust the site, tell its makers. Otherwise leave it.",
		},
		"message-chain": {
			says: "The message is for another network than the one the site uses. It is not signed.",
			todo: "Switch the network in the site, and try again there.",
		},
		"sign-in-site": {
			says: "Someone is trying to use your name elsewhere: the message would sign you in to another site than the one that asks. It is not signed.",
			todo: "Leave this site. Nothing of yours was given away.",
		},
		"sign-in-terms": {
			says: "The sign-in names another account, a network that this wallet does not know, or a time that is not now. It is not signed.",
			todo: "Reload the site and sign in again with this account. Check the clock of your device if it goes on.",
		},

		// --- what we do not do

		"blind-signature": {
			says: "This kind of signature hides what you sign, so Sextant never makes it.",
			todo: "The site can ask with personal_sign or eth_signTypedData_v4, which you can read.",
		},
		"vm-unsupported": {
			says: "This chain runs code in a way that this wallet cannot.",
			todo: "So it gives no answer to this call. Update Sextant.",
		},
		"token-no-code": {
			says: "There is no contract at this address.",
			todo: "Check the address, and that the token is on this chain.",
		},
		"not-a-token": {
			says: "This contract does not answer as a token does.",
			todo: "Check the address. It may be a contract of another kind.",
		},
		"picture-unfit": {
			says: "What the collection gives as a picture is none that is shown here.",
			todo: "Nothing is wrong with what you hold: it is yours by its contract, not by its picture.",
		},
		"clear-unknown": {
			says: "This release does not know what this call does.",
			todo: "Look at the contract and the raw data, or do not sign it.",
		},
		"clear-data": {
			says: "The data of this call is not written as it should be, so it cannot be read with certainty.",
			todo: "Do not sign it unless you know exactly what it is.",
		},
		"clear-format": {
			says: "The description of this call cannot be read, so nothing is guessed from it.",
			todo: "Look at the contract and the raw data, or do not sign it.",
		},
		"ens-name": {
			says: "This is no name that Ethereum's name service can have.",
			todo: "Check how it is written, or paste the address.",
		},
		"ens-absent": {
			says: "This name leads to no address.",
			todo: "Check how it is written, or ask its owner for the address.",
		},
		"ens-offchain": {
			says: "This name is answered by a server, which cannot be proved.",
			todo: "Ask its owner for the address and paste it.",
		},
		"ens-answer": {
			says: "What this name's contract answers is not an address.",
			todo: "Ask its owner for the address and paste it.",
		},
		"ens-two-answers": {
			says: "The old and the new name service give different addresses for this name.",
			todo: "Ask its owner for the address and paste it.",
		},
		"ens-elsewhere": {
			says: "There is no name service on this network.",
			todo: "Paste the address.",
		},
		"too-many-tokens": {
			says: "The list of tokens is full.",
			todo: "Remove one that you do not need, then add this one.",
		},
		"evm-bounds": {
			says: "The code asks for more work than this device does for a site.",
			todo: "The site can ask for less at a time.",
		},
		"call-reverted": {
			says: "The contract refuses this call.",
			todo: "Read its reason. Nothing was sent.",
		},
		"call-failed": {
			says: "This call cannot succeed as it is.",
			todo: "The site has to change it. Nothing was sent.",
		},
		"replay-impure": {
			says: "The verifier does more than compute, so running it alone proves nothing.",
			todo: "The proof is not checked again here. Update Sextant.",
		},
		"unknown-chain": {
			says: "Sextant does not follow this chain.",
			todo: "Import a network file for it.",
		},
		"network-unconfirmed": {
			says: "This network's file was not confirmed on this device, or it is not the one that was.",
			todo: "Open Sextant and confirm the network: it shows what the file says before anything rests on it.",
		},
		"network-refused": {
			says: "This network file cannot be taken.",
			todo: "The words below say why. Ask whoever made the file for another one, or remove a network that you no longer use.",
		},
		"not-followed": {
			says: "No endpoint is chosen for this chain.",
			todo: "Choose endpoints in Settings.",
		},

		// --- the world outside

		"too-slow": {
			says: "The endpoint takes too long.",
			todo: "Check the connection or add another endpoint.",
		},
		"http-status": {
			says: "The endpoint answered with an error.",
			todo: "Try again later or add another endpoint.",
		},
		"rpc-error": {
			says: "The endpoint refused the request.",
			todo: "Try again later or add another endpoint.",
		},
		"host-denied": {
			says: "The browser has no permission to reach this endpoint.",
			todo: "Allow it in Settings.",
		},
		storage: {
			says: "The browser's storage does not answer.",
			todo: "Free some space and start the browser again.",
		},

		"not-loaded": {
			says: "A part of Sextant could not be loaded.",
			todo: "Try again. If it stays so, start the browser again.",
		},
		cancelled: { says: "The work was stopped.", todo: "Start it again." },

		// --- how the heavy checks are done
		"wasm-refused": {
			says: "This browser does not run this WebAssembly module.",
			todo: "Nothing to do: the same is checked in another way, more slowly.",
		},
		"wasm-shape": {
			says: "A WebAssembly module of this release is not the one it should be.",
			todo: "Install Sextant again.",
		},
		"kernel-unsound": {
			says: "This device computes wrongly with one of the faster ways to check.",
			todo: "Nothing to do: that way is not used.",
		},

		// --- exits
		"exit-unknown": {
			says: "This exit is not on this device.",
			todo: "Import its file, or begin again.",
		},
		"exit-way": {
			says: "This release of Sextant does not know this way out.",
			todo: "Go on with the release it was begun with. Nothing is lost: what is on L1 stays there.",
		},
		"exit-not-now": {
			says: "There is nothing to sign at this step right now.",
			todo: "The map says what it waits for.",
		},
		"exit-moved": {
			says: "Ethereum has moved on since this step was prepared, and another step takes its place.",
			todo: "Look at the step as it is now, and sign that one.",
		},
		"exit-drill": {
			says: "A rehearsal is for test networks, with a small sum.",
			todo: "On a network where coins have value, begin the exit itself.",
		},
		"exit-other": {
			says: "This file is for an account or a network that is not here.",
			todo: "Choose its network, or open the wallet that has its account.",
		},
		"receipt-elsewhere": {
			says: "This was signed on another device, and the evidence for it stayed there.",
			todo: "Export its receipt on the device that signed it. What became of it on Ethereum is still proved here.",
		},
	},
};
