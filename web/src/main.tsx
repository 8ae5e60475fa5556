import 'virtual:theme.css';
console.log('x');
