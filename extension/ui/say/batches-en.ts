// Batches of calls that sites ask for, in English.

export const batchesEn = {
	title: "Calls of a site",
	goThrough: "Go through them",
	eachComesByItself:
		"It may ask for these calls, one after the other. Each comes to you by itself, checked and tried, and you decide on it then.",
	nothingIsSignedNow:
		"Nothing is signed by this answer. Once you refuse a call, or one fails, the calls after it are not sent. What was done before it stays done.",
	inThisOrder: (count: number) =>
		count === 1 ? "The one call" : `All ${count} calls, in their order`,
	to: "to",
	creates: "creates a contract",
	withData: (bytes: string) => `with a call of ${bytes} bytes`,
	unchecked:
		"This is what the site wrote. What each call does is checked when its turn comes.",
	place: "Its place in a list, not checked by the signer",
	callOf: (at: number, of: number) => `Call ${at} of ${of}`,
	askedBy: (host: string, left: number) =>
		left === 0
			? `The last of the calls that ${host} asked for.`
			: left === 1
				? `${host} asked for several calls. 1 more comes after this one. If you refuse, it is not sent.`
				: `${host} asked for several calls. ${left} more come after this one. If you refuse, they are not sent.`,
	states: {
		waits: "waits for the one before it",
		never: "is not sent",
		asked: "waits for you",
		signed: "on its way, in no proved block yet",
		done: "done, proved in a block",
		failed: "failed, or was refused",
		gone: "replaced by another transaction",
	},
	outcome: {
		open: "under way",
		done: "all done",
		stopped: "stopped",
	},
	doneOf: (done: number, of: number) => `${done} of ${of} done`,
	stopped: "It was stopped",
	how: "How it stands",
	openOrder: (at: number) => `Open the payment of call ${at}`,
	stop: "Stop it",
	whatStopDoes:
		"Stopping sends none of the calls that are not signed yet. What is signed goes on.",
	notStopped: "It was not stopped.",
	putAway: "Put away",
	notPutAway: "It was not put away.",
	gone: "Nothing is known of these calls any more.",
	seen: "Close",
	lookTitle: "Look at these calls",
};
