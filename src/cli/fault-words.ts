// What a fault says on a command line. The faults' own words are for the extension's screens; where those name a browser, its
// settings or a site, a person at a terminal needs others.

import type { FaultCode } from "../base/faults.ts";
import { faultWords as wordsOfScreens } from "../words/faults.ts";
import { faultsEn } from "../words/faults-en.ts";

type Words = { readonly says: string; readonly todo: string };

const own: { readonly [code in FaultCode]?: Words } = {
	"bad-params": {
		says: "The command is missing something, or says something impossible.",
		todo: '"sextant --help" and "sextant exit --help" show how to write it.',
	},
	"bad-file": {
		says: "The file cannot be read, is not what it should be, or was changed.",
		todo: "Nothing of it was taken. If it was exported, export it again.",
	},
	"not-loaded": {
		says: "A part of Sextant could not be loaded.",
		todo: "Try again. If it stays so, install it again.",
	},
	storage: {
		says: "The folder cannot be used now.",
		todo: "Free some space, or let the other process in it end.",
	},
	"no-vault": {
		says: "The recovery phrase is missing, or it is of another account.",
		todo: "Name the right one by --phrase-file FILE, or by SEXTANT_PHRASE in the environment.",
	},
	"has-vault": {
		says: "This run holds a key already.",
		todo: "Start the command again.",
	},
	"not-followed": {
		says: "The network is not named, or no endpoint of it is.",
		todo: "Name them by --network, --beacon and --execution.",
	},
	"unknown-chain": {
		says: "Sextant does not follow this chain.",
		todo: "Name a network file that has it by --network FILE.",
	},
	"network-unconfirmed": {
		says: "The signer of this run was not given the network's file, or was given another one.",
		todo: "Name the file again by --network FILE.",
	},
	"network-refused": {
		says: "This network file cannot be taken.",
		todo: "Nothing of it was taken. Ask whoever made it for another one, or use a folder of its own for it.",
	},
	"asked-lately": {
		says: "The same was refused a moment ago.",
		todo: "Wait a little, then ask again.",
	},
	"site-blocked": {
		says: "This site is blocked.",
		todo: "Nothing on the command line asks for a site.",
	},
	"device-unfit": {
		says: "A command line speaks to no hardware wallet.",
		todo: "Use an account whose key is here.",
	},
	"device-absent": {
		says: "A command line speaks to no hardware wallet.",
		todo: "Use an account whose key is here.",
	},
	"camera-closed": {
		says: "A command line reads no codes.",
		todo: "Use an account whose key is here.",
	},
	"camera-denied": {
		says: "A command line reads no codes.",
		todo: "Use an account whose key is here.",
	},
	"camera-none": {
		says: "A command line reads no codes.",
		todo: "Use an account whose key is here.",
	},
	"passkey-unfit": {
		says: "A command line has no passkey.",
		todo: "The recovery phrase opens the account, as before.",
	},
	"host-denied": {
		says: "This endpoint is none of those you named.",
		todo: "Name it by --beacon, --execution, --l2-execution or --relay.",
	},
	"wasm-refused": {
		says: "This Node.js does not run a WebAssembly module of Sextant.",
		todo: "Install Sextant again, or use a newer Node.js.",
	},
	"exit-not-now": {
		says: "There is nothing to sign at this step now.",
		todo: '"sextant exit look ID" says what it waits for, and ends when it is your turn.',
	},
	"exit-other": {
		says: "This file is for an account or a network that is not in this folder.",
		todo: "Use the folder of its network and account, or a new one.",
	},
	"signing-stopped": {
		says: "Signing is stopped.",
		todo: "Compare checkpoints with people you trust, then name a new one by --checkpoint.",
	},
	cancelled: {
		says: "It was stopped.",
		todo: "The same command goes on from here.",
	},
};

/** What all faults of endpoints that spoke falsely ask for. */
const putAside =
	"This endpoint is set aside. If you named another one, there is nothing to do; otherwise name one by --beacon, --execution or --l2-execution.";

/** What happened and what to do now, in a sentence each, for a person at a terminal. */
export const faultWords = (code: FaultCode): Words => {
	const { says, todo } = wordsOfScreens(code);
	const isPutAside = faultsEn.of[code].todo === undefined;
	return own[code] ?? { says, todo: isPutAside ? putAside : todo };
};
