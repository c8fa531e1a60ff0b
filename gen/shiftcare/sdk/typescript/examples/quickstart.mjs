// Walks over the first records of the demo company.

import { ApiError, Client } from 'rosetta-shiftcare';

const client = new Client({
  baseUrl: 'http://localhost:8080/shiftcare',
  enterpriseId: 'ent_demo',
  clientId: 'demo-client',
  clientSecret: 'demo-secret',
});

try {
  for await (const item of client.employeeList().items()) {
    console.log(item);
  }
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  console.error(error.status, error.reason);
  process.exitCode = 1;
}
