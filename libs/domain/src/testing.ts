export * from './run/testing';
