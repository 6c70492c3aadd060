// What an order is, section by section, and a step of an exit, in English.

export const sectionsEn = {
	whoWantsThisNotCheckedBy: "Who wants this, not checked by the signer",
	theWalletsEngineSaysAskedBy: "The wallet's engine says: asked by",
	youInThisWallet: "you, in this wallet",
	theSignerCannotCheckWhoIs:
		"The signer cannot check who is asking. What you sign is shown below.",
	whatLeavesWhatArrives: "What leaves, what arrives",
	leavesThisAccountOnTo: (title: string) =>
		`leaves this account on ${title}, to`,
	intoAccountOfTheRollupWhich: (toIndex: number) =>
		`into account ${toIndex} of the rollup, which this key spends from`,
	recipientsKey: "recipient's key",
	anyoneCanOpenAnAccountIn:
		"Anyone can open an account in another's name. Compare the key with the recipient's own.",
	nothingArrivesInReturn: "Nothing arrives in return.",
	whatArrivesInReturnIsNot: "What arrives in return is not known.",
	whatItTakesThePlaceOf: "What it takes the place of",
	youSignedThisBeforeAtThe: (nonce: number) =>
		`You signed this before under the same transaction number (${nonce}). At most one of them is ever carried out.`,
	to: (approval: string) => `${approval} to`,
	transactionHash: "transaction hash",
	hashOfItsCodeProved: "Hash of its code, proved:",
	codeHash: "code hash",
	whatItAllowsLater: "What it allows later",
	nothingItIsOnePlainPayment:
		"Nothing. It is one plain payment, and nobody can take more because of it.",
	itCallsAContractWithBytes: (dataCount: number) =>
		`It calls a contract with ${dataCount} bytes that this wallet cannot read yet. It can allow anything the contract honours.`,
	callData: "call data",
	whatItCostsAtMost: "What it costs at most",
	amount: "Amount",
	goesWithTheCall: "Goes with the call",
	feeAtMost: "Fee, at most",
	noneOnThisRollup: "none on this rollup",
	leavesAtMost: "Leaves at most",
	leavesBySignature: "Leaves at most by your signature",
	canLeaveBesideByWhatYou: "Can leave beside, by what you signed before",
	theChainTakesBeside: "The chain takes beside, by its proved numbers, about",
	heldBackForThat: "Held back for that, since nothing caps it",
	staysAtLeastOfTheProved: "Stays at least, of the proved balance",
	staysAboutOfTheProved:
		"Stays, of the proved balance, unless the chain takes even more",
	gasAtGweiAtMostThe: (gasLimit: string, maxFeePerGasWei: string) =>
		`${gasLimit} gas at ${maxFeePerGasWei} gwei at most. The signature caps it.`,
	whatItRestsOnAndHow: "What it rests on, and how old that is",
	theSignerCheckedStepsItselfDown: (steps: number, headSlot: string) =>
		`The signer checked ${steps} steps itself, down from the checkpoint you accepted to slot ${headSlot}`,
	andToBatchOfTheRollup: (batch: string) =>
		`and to batch ${batch} of the rollup, its validity proofs too`,
	transactionNumber: "Transaction number",
	programHashOfItsGroth16Key: "Program (hash of its Groth16 key)",
	program: "program",
	checkpoint: "Checkpoint",
	checkpointRoot: "checkpoint root",
	whatCouldNotBeKnown: "What could not be known",
	whoHoldsTheKeyToThe:
		"Who holds the key to the address. No proof can tell that.",
	whatItDoes: "What it does",
	aStepOnYourWayOut: "A step on your way out of",
	ofTheToken: "of the token",
	nothingLeavesThisAccountOnBut: (title: string) =>
		`Nothing leaves this account on ${title} but the fee below.`,
	leavesThisAccountOnWithThe: (title: string) =>
		`leaves this account on ${title}, with the call, besides the fee`,
	nothingArrivesWithThisStepBut:
		"Nothing arrives with this step, but it brings you closer to what arrives at the end.",
	arrivesInThisAccountOnWith: (title: string) =>
		`arrives in this account on ${title} with this very call, if it succeeds.`,
	whatItAllowsLater2: "What it allows later",
	nothingForAnyoneElseTheSigner:
		"Nothing for anyone else. The signer built this call itself from the fields of the step. It pays this account or nobody.",
	theContractItCalls: "The contract it calls",
	itIsTheContractThatThe:
		"It is the contract that the network file you accepted names for",
	andItsProvedCodeIsThe:
		", and its proved code is the code that the file names.",
	thisContractRunsOtherCodeThan:
		"This contract runs other code than the network file you accepted names.",
	nobodyHasToldThisWalletWhat:
		"Nobody has told this wallet what the code does, and the signer cannot run it. A newer network file may know the code, if you wait for one.",
	codeHashProved: "Code hash, proved",
};
