// Walks over the first records of the demo company.

import { ApiError, Client } from 'rosetta-okta-hr';

const client = new Client({
  baseUrl: 'http://localhost:8080/okta-hr',
  email: 'admin@demo.example',
  password: 'demo-password',
  serviceKey: 'demo-service-key',
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
