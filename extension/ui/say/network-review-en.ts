// A network file before it is taken, in English.

export const networkReviewEn = {
	confirmThisNetwork: "Confirm this network",
	comesFromAFileNothingIs:
		"comes from a file. Nothing is signed there until you have looked at what the file says.",
	lookAtTheFile: "Look at the file",
	theEngineIsFollowingADifferent:
		"The engine is following a different file for this network from the one you confirmed. Nothing is signed until both are the same.",
	thisNetworkComesFromAFile:
		"This network comes from a file. Look at what it says before anything rests on it.",
	followTheFileIConfirmed: "Follow the file I confirmed",
	confirm: "Confirm",
	new: "new",
	gone: "gone",
	changed: "changed",
	was: "was",
	is: "is",
	readThis: (count: number): string =>
		count === 1 ? "this line" : `these ${count} lines`,
	iHaveRead: (many: string): string => `I have read ${many}`,
	of: (chain: string, about: string) => `of ${chain}: ${about}`,
	saysWhatYouConfirmedBeforeNothing:
		"says what you confirmed before. Nothing changes.",
	isNewHereThisIsEverything:
		"is new here. This is everything its file says, beginning with what moves money. Every number and every order on it will rest on this.",
	wouldChangeWhatYouConfirmedThese:
		"would change what you confirmed. These are all the changes, beginning with what moves money.",
	hashOfTheWholeFile: "Hash of the whole file",
	hashOfTheFile: "hash of the file",
	aWrongLineCanTakeEverything:
		"A wrong line can take everything you have there. Compare the hash, or the lines, with somebody you trust. Confirm each part separately.",
	onePartIsNotConfirmedYet: "One part is not confirmed yet.",
	partsAreNotConfirmedYet: (left: number) =>
		`${left} parts are not confirmed yet.`,
	leaveIt: "Leave it",
	take: (verb: string, title: string): string => `${verb} ${title}`,
	theSignerComparesTheFileWith:
		"The signer compares the file with what you confirmed before. It has to be unlocked for that.",
	theFileWasNotTaken: "The file was not taken.",
	theSignerIsReadingTheFile: "The signer is reading the file.",
};
