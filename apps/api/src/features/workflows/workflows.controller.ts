// The controllers of workflows and of reading runs follow here.
export {};
