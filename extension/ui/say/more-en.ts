// Something else that waits behind what became of the last decision, in English.

export const moreEn = {
	one: "Something else waits for your decision.",
	several: (count: number) => `${count} other things wait for your decision.`,
	after: "It comes once you go on from here. Nothing of it is signed yet.",
	go: "Go on to what waits",
};
