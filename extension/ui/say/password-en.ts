// Another password for the vault, in English.

export const passwordEn = {
	title: "Change the password",
	change: "Change it",
	changing: "Locking it anew, a few seconds",
	lead: "The password locks the keys on this device alone. Your recovery phrases stay what they are.",
	now: "Password you have now",
	next: "New password",
	again: "The new one again",
	differs: "The two are not the same.",
	unchanged: "The password was not changed.",
};
